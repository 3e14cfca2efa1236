#include "platform/http/request_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <simdjson.h>

#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/spool.hpp"
#include "platform/http/text.hpp"
#include "platform/refusal.hpp"

namespace elan::http {

namespace beast = boost::beast;

namespace {

[[noreturn]] void refuse_framing() {
    refuse(Problem::Malformed, "Cette requête est ambiguë ou mal formée.", "bad_request");
}

[[noreturn]] void refuse_head_size() {
    refuse(Problem::HeadTooLarge, "Les en-têtes de cette requête sont trop longs.");
}

constexpr std::size_t longest_chunk_line = 64;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

bool has_folded_line(std::string_view head) {
    return head.find("\n ") != std::string_view::npos || head.find("\n\t") != std::string_view::npos;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 15 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

class RequestReader::Parser : public beast::http::basic_parser<true> {
 public:
    explicit Parser(const ReadingLimits& limits) : limits_(limits) {
        // Beast's own limits count differently by a few bytes; ours are exact and stand in feed() and room_for().
        header_limit(static_cast<std::uint32_t>(limits.head_bytes) + 64 * 1024);
        body_limit(std::numeric_limits<std::uint64_t>::max());
    }

    std::size_t feed(std::string_view bytes) {
        if (bytes.empty()) return 0;
        started = true;
        bool in_head = !is_header_done();
        eager(!in_head);
        beast::error_code error;
        std::size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
        if (error && error != beast::http::error::need_more) refuse_framing();
        if (in_head) check_head(bytes, used);
        // Only the line that begins a chunk can wait for its end here; a real one is a few digits.
        if (!in_head && !is_done() && bytes.size() - used > longest_chunk_line) refuse_framing();
        return used;
    }

    const ReadingLimits& limits_;
    Request request;
    std::uint64_t most_body_bytes = 0;
    bool expects_continue = false;
    bool started = false;

 private:
    void check_head(std::string_view bytes, std::size_t used) {
        head_bytes_ += used;
        std::size_t seen = is_header_done() ? head_bytes_ : head_bytes_ + bytes.size() - used;
        if (seen > limits_.head_bytes) refuse_head_size();
        if (has_folded_line(bytes.substr(0, used))) refuse_framing();
    }

    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code&) override {
        std::optional<Method> known = method_of(view(method));
        if (!known) refuse(Problem::MethodNotAllowed, "Cette méthode n’est pas acceptée.");
        request.method = *known;
        request.http_1_0 = version == 10;
        bool whole_server = *known == Method::Options && target == "*";
        read_target(request, whole_server ? "/" : view(target));
    }

    void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                       beast::error_code&) override {
        // A field after the body would arrive too late to have been checked with the others.
        if (in_body_) refuse_framing();
        bool once = field == beast::http::field::content_length || field == beast::http::field::transfer_encoding ||
                    field == beast::http::field::host || field == beast::http::field::authorization ||
                    field == beast::http::field::content_type;
        if (once && request.headers.has(view(name))) refuse_framing();
        if (field == beast::http::field::content_length && !is_number(view(value))) refuse_framing();
        if (!simdjson::validate_utf8(value.data(), value.size())) refuse_framing();
        if (field == beast::http::field::transfer_encoding && !same_word(view(value), "chunked")) refuse_framing();
        request.headers.add(std::string(view(name)), std::string(view(value)));
    }

    void on_header_impl(beast::error_code&) override {
        bool host = request.headers.has("Host");
        if (!host && !request.http_1_0) refuse_framing();
        if (request.http_1_0 && chunked()) refuse_framing();
        std::string_view encoding = request.headers["Content-Encoding"];
        if (!encoding.empty() && !same_word(encoding, "identity"))
            refuse(Problem::UnsupportedType, "Un corps de requête compressé n’est pas accepté.");
        std::string_view expected = request.headers["Expect"];
        expects_continue = same_word(expected, "100-continue");
        if (!expected.empty() && !expects_continue)
            refuse(Problem::ExpectationFailed, "L’en-tête Expect de cette requête n’est pas accepté.");
        request.keep_alive = keep_alive();
    }

    void on_body_init_impl(boost::optional<std::uint64_t> const& length, beast::error_code&) override {
        in_body_ = true;
        if (length && *length <= limits_.body_in_memory) request.body.reserve(*length);
    }

    std::size_t on_body_impl(beast::string_view bytes, beast::error_code&) override {
        keep(view(bytes));
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view extensions, beast::error_code&) override {
        in_body_ = true;
        if (!extensions.empty()) refuse_framing();
    }

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, beast::error_code&) override {
        room_for(request.body_size() + bytes.size());
        keep(view(bytes));
        return bytes.size();
    }

    void on_finish_impl(beast::error_code&) override {}
    void on_response_impl(int, beast::string_view, int, beast::error_code&) override { refuse_framing(); }

 public:
    void room_for(std::uint64_t bytes) const {
        if (bytes > most_body_bytes) refuse(Problem::TooLarge, "Le contenu envoyé est trop volumineux.");
    }

 private:
    void keep(std::string_view bytes) {
        if (!request.spooled && request.body.size() + bytes.size() > limits_.body_in_memory) {
            request.spooled = std::make_shared<Spool>(limits_.spool_folder);
            request.spooled->append(request.body);
            request.body = std::string();
        }
        request.spooled ? request.spooled->append(bytes) : void(request.body.append(bytes));
    }

    std::size_t head_bytes_ = 0;
    bool in_body_ = false;
};

RequestReader::RequestReader(const ReadingLimits& limits) : parser_(std::make_unique<Parser>(limits)) {}
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;
RequestReader& RequestReader::operator=(RequestReader&&) noexcept = default;

std::size_t RequestReader::feed(std::string_view bytes) { return parser_->feed(bytes); }

void RequestReader::allow_body(std::uint64_t most_bytes) {
    parser_->most_body_bytes = most_bytes;
    if (auto length = parser_->content_length()) parser_->room_for(*length);
}

RequestReader::Stage RequestReader::stage() const {
    if (parser_->is_done()) return Stage::Done;
    return parser_->is_header_done() ? Stage::Body : Stage::Head;
}

bool RequestReader::expects_continue() const { return parser_->expects_continue && stage() == Stage::Body; }
bool RequestReader::started() const { return parser_->started; }
Request& RequestReader::request() { return parser_->request; }

}  // namespace elan::http
