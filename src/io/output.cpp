// SPDX-License-Identifier: BSL-1.0
#include "checksums.hpp"
#include "thread_team.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include <pangkas/error.hpp>
#include <pangkas/graph/impl/tuned.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <system_error>
#include <utility>

namespace pangkas::inline v0_1 {
namespace {

constexpr std::size_t block_size = detail::tuned<std::size_t>(64 * 1024, 7);
/// Files beyond this are given a place on the disk so much at a time.
constexpr std::size_t worth_reserving = std::size_t{1} << 20;
constexpr std::size_t reserved_at_once = std::size_t{8} << 20;

std::string reason_of(int reason) {
  switch (reason) {
    case ENOSPC:
    case EDQUOT:
      return "there is no space left on the disk; free some or choose another place";
    case EFBIG:
      return "it grows larger than a file may be here; raise the limit or choose another place";
    case EIO:
      return "the disk reports a fault; check it or choose another place";
    case EACCES:
    case EPERM:
      return "you have no permission; choose a place that you may write to";
    case EROFS:
      return "the disk is read-only; choose another place";
    case ENOENT:
      return "its folder does not exist; make it first or correct the name";
    case ENOTDIR:
      return "a file stands where its path needs a folder; correct the name";
    case EISDIR:
      return "it is a folder; name a file";
    case ENAMETOOLONG:
      return "the name is too long; shorten it";
    case EPIPE:
      return "the reading end of the pipe is closed";
    default:
      return std::generic_category().message(reason) + "; choose another place";
  }
}

std::string display_name(const std::string& path) {
  return path == "-" || path == "/dev/stdout" ? "the standard output" : path;
}

output_error cannot_write(const std::string& path, int reason) {
  return output_error(
      fmt::format("{} cannot be written: {}", display_name(path), reason_of(reason)), path);
}

/// A name beside @p target that no other file, process or thread uses.
std::string name_beside(const std::string& target, std::string_view purpose) {
  static std::atomic<unsigned> count = 0;
  return fmt::format("{}.{}-{}-{}", target, purpose, ::getpid(), ++count);
}

/// Keeps the signal for files over the limit of the shell (`ulimit -f`) from ending the process, so
/// that write() can report it.
class file_size_signal_held {
 public:
  file_size_signal_held() {
    ::sigemptyset(&held_);
    ::sigaddset(&held_, SIGXFSZ);
    ::pthread_sigmask(SIG_BLOCK, &held_, &before_);
  }
  file_size_signal_held(const file_size_signal_held&) = delete;
  file_size_signal_held& operator=(const file_size_signal_held&) = delete;
  ~file_size_signal_held() {
    const int reason = errno;
    sigset_t pending;
    ::sigemptyset(&pending);
    ::sigpending(&pending);
    if (::sigismember(&before_, SIGXFSZ) == 0 && ::sigismember(&pending, SIGXFSZ) == 1) {
      int signal = 0;
      ::sigwait(&held_, &signal);
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = reason;
  }

 private:
  sigset_t held_ = {};
  sigset_t before_ = {};
};

bool is_standard_stream(const std::string& path, int stream, std::string_view device) {
  return (stream == STDOUT_FILENO && path == "-") || path == device;
}

std::string follow_links(const std::string& path) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return path;
  char* const resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return path;
  std::string target = resolved;
  std::free(resolved);
  return target;
}

/// Sees to it that a name survives a power cut. Best effort: the file is there already, and some
/// file systems know no such thing.
void sync_names(const std::string& folder) noexcept {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

bool is_regular_file(const std::string& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

bool exists(const std::string& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0;
}

}  // namespace

// ---- one file -------------------------------------------------------------------------------

output_file::output_file(std::string path) : path_(std::move(path)), target_(path_) {
  buffer_.reserve(block_size);
  open();
}

output_file::output_file(output_file&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      buffer_(std::move(other.buffer_)),
      written_(other.written_),
      reserved_(other.reserved_),
      hash_(std::move(other.hash_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      broken_(other.broken_) {}

output_file::~output_file() { discard(); }

void output_file::open() {
  // Opening /dev/stdout anew would write from the start of a redirected file, and /dev/fd/N may be
  // one as well.
  if (is_standard_stream(path_, STDOUT_FILENO, "/dev/stdout")) {
    descriptor_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
  } else if (is_standard_stream(path_, STDERR_FILENO, "/dev/stderr")) {
    descriptor_ = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
  } else {
    struct stat status = {};
    const bool present = ::stat(path_.c_str(), &status) == 0;
    if (present && S_ISDIR(status.st_mode)) fail(EISDIR);
    if (present && ::faccessat(AT_FDCWD, path_.c_str(), W_OK, AT_EACCESS) != 0) fail(errno);
    const bool direct = (present && !S_ISREG(status.st_mode)) || path_.starts_with("/dev/fd/") ||
                        path_.starts_with("/proc/");
    if (direct) {
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
      target_ = follow_links(path_);
      do {
        temporary_ = name_beside(target_, "tmp");
        descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      } while (descriptor_ < 0 && errno == EEXIST);
      if (descriptor_ < 0) temporary_.clear();
      // Best effort: some file systems have no permissions to copy.
      if (descriptor_ >= 0 && present) {
        static_cast<void>(::fchmod(descriptor_, status.st_mode & 0777) == 0);
      }
    }
  }
  if (descriptor_ < 0) fail(errno);
}

void output_file::write(std::string_view text) {
  assert(broken_ || descriptor_ >= 0);
  if (broken_) return;  // the error was thrown; commit() throws again
  if (buffer_.size() + text.size() < block_size) {
    buffer_.append(text);
    return;
  }
  // Whole blocks only, so that each ends where a page of memory ends: the system takes a text that
  // begins and ends inside a page half as fast.
  if (!buffer_.empty()) {
    const std::size_t missing = block_size - buffer_.size();
    write_out(buffer_.append(text.substr(0, missing)));
    buffer_.clear();
    text.remove_prefix(missing);
  }
  const std::size_t whole = text.size() - text.size() % block_size;
  write_out(text.substr(0, whole));
  buffer_.append(text.substr(whole));
}

void output_file::write_out(std::string_view text) {
  if (hash_) hash_->add(text);
  while (!text.empty()) {
    reserve_ahead();
    const auto count = [&] {
      const file_size_signal_held held;
      return ::write(descriptor_, text.data(), text.size());
    }();
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(errno);
    text.remove_prefix(static_cast<std::size_t>(count));
    written_ += static_cast<std::size_t>(count);
  }
}

/// Finding a place for each page as it is written takes the system a third of the time of writing.
/// A file system that cannot reserve is not asked again; a full disk is left to write() to report.
void output_file::reserve_ahead() noexcept {
#if defined(FALLOC_FL_KEEP_SIZE)
  if (temporary_.empty() || written_ < worth_reserving || reserved_ > written_) return;
  const file_size_signal_held held;  // some file systems look at the limit here too
  const bool done = ::fallocate(descriptor_, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(written_),
                                static_cast<off_t>(reserved_at_once)) == 0;
  reserved_ = done ? written_ + reserved_at_once : std::numeric_limits<std::size_t>::max();
#endif
}

/// Everything but the name; from here on nothing more can be said about the content.
void output_file::finish() {
  if (broken_) {
    throw output_error(
        fmt::format("{} was not written because of the earlier error", display_name(path_)), path_);
  }
  write_out(buffer_);
  buffer_.clear();
  // Gives back what was reserved beyond the end, which is where it was.
  if (reserved_ > written_)
    static_cast<void>(::ftruncate(descriptor_, static_cast<off_t>(written_)) == 0);
  sync();
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0 && errno != EINTR) fail(errno);  // where network disks say "full"
}

void output_file::sync() {
  // Where a file cannot be synced at all, it is as safe as it gets.
  if (!temporary_.empty() && ::fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP &&
      errno != EINTR)
    fail(errno);
}

void output_file::take_name() {
  if (temporary_.empty()) return;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

void output_file::commit() {
  assert(broken_ || descriptor_ >= 0);
  finish();
  if (temporary_.empty()) return;
  take_name();
  sync_names(folder_of(target_));
}

void output_file::discard() noexcept {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

void output_file::fail(int reason) {
  discard();
  broken_ = true;
  throw cannot_write(path_, reason);
}

// ---- a folder of files ----------------------------------------------------------------------

output_folder::output_folder(std::string path) : path_(path.empty() ? "." : std::move(path)) {
  while (path_.size() > 1 && path_.ends_with('/')) path_.pop_back();
  try {
    make_folders();
    struct stat status = {};
    if (::stat(path_.c_str(), &status) != 0) throw cannot_write(path_, errno);
    if (!S_ISDIR(status.st_mode)) {
      throw output_error(fmt::format("{} is a file, not a folder; name another folder", path_),
                         path_);
    }
    if (::faccessat(AT_FDCWD, path_.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
      throw cannot_write(path_, errno);
    }
  } catch (...) {
    roll_back();
    throw;
  }
}

output_folder::~output_folder() { roll_back(); }

void output_folder::make_folders() {
  for (std::size_t end = 1; end <= path_.size(); ++end) {
    if (end != path_.size() && path_[end] != '/') continue;
    std::string folder = path_.substr(0, end);
    made_.reserve(made_.size() + 1);  // so that nothing fails between a folder and its record
    if (::mkdir(folder.c_str(), 0777) == 0) {
      made_.push_back(std::move(folder));
    } else if (const int reason = errno; reason != EEXIST) {
      // Reported only when it is missing indeed: a mount point or a folder that one may not write
      // to also refuses mkdir.
      struct stat status = {};
      if (::stat(folder.c_str(), &status) != 0) throw cannot_write(path_, reason);
    }
  }
}

output_file& output_folder::file(std::string_view name) {
  assert(!name.empty() && name.find('/') == std::string_view::npos);
  const std::string path = path_ + '/' + std::string(name);
  assert(std::ranges::none_of(files_, [&](const auto& other) { return other->path() == path; }));
  output_file& made = *files_.emplace_back(std::make_unique<output_file>(path));
  made.hash_.emplace();
  return made;
}

/// Completes all files, the list of their hashes last.
std::string output_folder::finish() {
  std::string list;
  for (const auto& file : files_) {
    file->finish();
    if (file->temporary_.empty()) continue;  // a pipe or device: nobody can read it again
    list += fmt::format("{}  {}\n", file->hash_->hex(), file->path().substr(path_.size() + 1));
  }
  output_file& sums = file(checksum_list);
  sums.write(list);
  sums.finish();
  return sha256_hex(list);
}

std::string output_folder::commit() {
  struct replaced {
    std::string target;
    std::string backup;  // empty when there was no such file
  };
  std::vector<replaced> done;
  std::string hash;
  try {
    hash = finish();
    const std::vector<std::string> outdated = outdated_files();
    done.reserve(files_.size() + outdated.size());  // nothing fails between a rename and its record
    for (const auto& file : files_) {
      if (file->temporary_.empty()) continue;  // a pipe or device: it has no name to take
      replaced entry = {file->target_, {}};
      if (exists(file->target_)) {
        entry.backup = name_beside(file->target_, "old");
        // By a second name there is never none; not every file system has those.
        if (::link(entry.target.c_str(), entry.backup.c_str()) != 0 &&
            ::rename(entry.target.c_str(), entry.backup.c_str()) != 0)
          file->fail(errno);
      }
      done.push_back(std::move(entry));
      file->take_name();
    }
    for (const std::string& path : outdated) {
      replaced entry = {path, name_beside(path, "old")};
      if (std::rename(path.c_str(), entry.backup.c_str()) == 0) done.push_back(std::move(entry));
    }
    sync_names(path_);
  } catch (...) {
    for (; !done.empty(); done.pop_back()) {
      const auto& [target, backup] = done.back();
      if (backup.empty()) {
        ::unlink(target.c_str());
      } else {
        static_cast<void>(std::rename(backup.c_str(), target.c_str()));
      }
    }
    roll_back();
    throw;
  }
  for (const replaced& entry : done) {
    if (!entry.backup.empty()) ::unlink(entry.backup.c_str());
  }
  files_.clear();
  made_.clear();
  return hash;
}

/// What the list of an earlier run names, this run does not write, and nobody changed since.
std::vector<std::string> output_folder::outdated_files() const {
  std::vector<std::string> found;
  const std::string list = path_ + '/' + std::string(checksum_list);
  if (!is_regular_file(list)) return found;
  for (const detail::checksum& earlier : detail::read_checksums(read_file(list))) {
    const std::string path = path_ + '/' + earlier.name;
    const bool is_written =
        std::ranges::any_of(files_, [&](const auto& file) { return file->path() == path; });
    if (!is_written && is_regular_file(path) && sha256_hex(read_file(path)) == earlier.sha256)
      found.push_back(path);
  }
  return found;
}

void output_folder::roll_back() noexcept {
  for (const auto& file : files_) {
    file->discard();
    file->broken_ = true;
  }
  // Only empty folders go, so nothing that somebody else put there meanwhile is lost.
  for (; !made_.empty(); made_.pop_back()) ::rmdir(made_.back().c_str());
}

void write_side_by_side(const std::vector<std::function<void()>>& outputs, std::size_t threads) {
  detail::thread_team(std::min(threads, outputs.size())).run(outputs);
}

}  // namespace pangkas
