#include "platform/files/xml_stream.hpp"

#include <expat.h>

#include <cstring>
#include <new>
#include <utility>

#include "platform/refusal.hpp"

namespace elan::files {

namespace {

constexpr const char* broken =
    "Ce classeur est abîmé. Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis réessayez.";

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (const char** pair = pairs_; *pair; pair += 2)
        if (without_prefix(*pair) == name) return pair[1];
    return {};
}

void XmlStream::Free::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

XmlStream::XmlStream(XmlListener& listener) : parser_(XML_ParserCreate(nullptr)), listener_(listener) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_open, on_close);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
}

bool XmlStream::parse(std::string_view piece, bool is_last) {
    return judge(XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_last));
}

bool XmlStream::resume() { return judge(XML_ResumeParser(parser_.get())); }
void XmlStream::pause() { XML_StopParser(parser_.get(), XML_TRUE); }

bool XmlStream::judge(int status) {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    if (status == XML_STATUS_ERROR) refuse(Problem::Malformed, broken);
    return status == XML_STATUS_OK;
}

template <class Act>
void XmlStream::guarded(Act act) {
    if (failure_) return;
    try {
        act();
    } catch (...) {
        failure_ = std::current_exception();
        XML_StopParser(parser_.get(), XML_FALSE);
    }
}

void XmlStream::on_open(void* stream, const char* name, const char** attributes) {
    auto& self = *static_cast<XmlStream*>(stream);
    self.guarded([&] { self.listener_.opened(without_prefix(name), XmlAttributes(attributes)); });
}

void XmlStream::on_close(void* stream, const char* name) {
    auto& self = *static_cast<XmlStream*>(stream);
    self.guarded([&] { self.listener_.closed(without_prefix(name)); });
}

void XmlStream::on_text(void* stream, const char* text, int length) {
    auto& self = *static_cast<XmlStream*>(stream);
    self.guarded([&] { self.listener_.text({text, static_cast<std::size_t>(length)}); });
}

void XmlStream::on_doctype(void* stream, const char*, const char*, const char*, int) {
    auto& self = *static_cast<XmlStream*>(stream);
    self.guarded([] {
        refuse(Problem::Malformed, "Ce classeur contient une définition de document XML, ce que nous refusons.");
    });
}

}  // namespace elan::files
