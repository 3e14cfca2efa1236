#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <string_view>

struct XML_ParserStruct;

// XML read piece by piece. Document types are refused: nothing a spreadsheet needs is declared there, and every attack
// on XML readers is.
namespace elan::files {

// Names come without their prefix.
class XmlAttributes {
 public:
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
    std::string_view operator[](std::string_view name) const;  // empty when absent

 private:
    const char** pairs_;
};

class XmlListener {
 public:
    virtual ~XmlListener() = default;
    virtual void opened(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void closed(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;
};

class XmlStream {
 public:
    explicit XmlStream(XmlListener& listener);
    // False when the listener asked for a pause: call resume() before anything else.
    bool parse(std::string_view piece, bool is_last);
    bool resume();
    void pause();  // from within the listener; what was read already still arrives at most until the element ends

 private:
    struct Free {
        void operator()(XML_ParserStruct* parser) const;
    };
    bool judge(int status);

    template <class Act>
    void guarded(Act act);
    static void on_open(void* stream, const char* name, const char** attributes);
    static void on_close(void* stream, const char* name);
    static void on_text(void* stream, const char* text, int length);
    static void on_doctype(void* stream, const char*, const char*, const char*, int);

    std::unique_ptr<XML_ParserStruct, Free> parser_;
    XmlListener& listener_;
    std::exception_ptr failure_;  // exceptions must not cross expat, which is C
};

}  // namespace elan::files
