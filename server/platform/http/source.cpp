#include "platform/http/source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace elan::http {

namespace {

constexpr std::size_t piece = 128 * 1024;
constexpr std::size_t most_in_memory = 1024 * 1024;

class FileSource : public Source {
 public:
    FileSource(const FileContent& content, std::uint64_t& size) : content_(content) {
        file_ = ::open(content.path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat about {};
        if (file_ < 0 || ::fstat(file_, &about) != 0)
            throw std::system_error(errno, std::generic_category(), content.path.string());
        left_ = size = static_cast<std::uint64_t>(about.st_size);
    }
    ~FileSource() override { ::close(file_); }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    Pulled pull(std::string& out) override {
        if (left_ == 0) return Pulled::End;
        std::size_t before = out.size();
        std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left_, piece));
        out.resize(before + wanted);
        ssize_t got = ::pread(file_, out.data() + before, wanted, static_cast<off_t>(offset_));
        out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got <= 0) return Pulled::Broken;  // the file shrank: the promised length cannot be kept
        offset_ += static_cast<std::uint64_t>(got);
        left_ -= static_cast<std::uint64_t>(got);
        return Pulled::Some;
    }
    void wake_by(std::function<void()>) override {}

 private:
    FileContent content_;
    int file_ = -1;
    std::uint64_t offset_ = 0;
    std::uint64_t left_ = 0;
};

}  // namespace

std::unique_ptr<Source> file_source(const FileContent& file, std::uint64_t& size) {
    return std::make_unique<FileSource>(file, size);
}

void Pipe::write(std::string_view bytes) {
    std::lock_guard lock(mutex_);
    if (abandoned_) throw Abandoned();
    if (!spool_ && memory_.size() + bytes.size() > most_in_memory) spool_ = std::make_unique<Spool>(folder_);
    spool_ ? spool_->append(bytes) : void(memory_.append(bytes));
    wake_if_waiting();
}

void Pipe::end(bool whole) {
    std::lock_guard lock(mutex_);
    ended_ = true;
    whole_ = whole;
    wake_if_waiting();
}

Source::Pulled Pipe::pull(std::string& out) {
    std::lock_guard lock(mutex_);
    if (!memory_.empty()) {
        out.append(memory_);
        memory_.clear();
        return Pulled::Some;
    }
    if (spool_ && spool_read_ < spool_->size()) {
        spool_read_ += spool_->read(spool_read_, piece, out);
        return Pulled::Some;
    }
    if (ended_) return whole_ ? Pulled::End : Pulled::Broken;
    waiting_ = true;
    return Pulled::Later;
}

void Pipe::wake_by(std::function<void()> wake) {
    std::lock_guard lock(mutex_);
    abandoned_ = !wake;
    wake_ = std::move(wake);
}

void Pipe::wake_if_waiting() {
    if (std::exchange(waiting_, false) && wake_) wake_();
}

}  // namespace elan::http
