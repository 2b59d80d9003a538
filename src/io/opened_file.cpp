// SPDX-License-Identifier: BSL-1.0
#include "opened_file.hpp"

#include "memory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <pangkas/error.hpp>
#include <pangkas/graph/impl/large_pages.hpp>
#include <pangkas/io/read_file.hpp>

#include <cerrno>
#include <map>
#include <new>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace pangkas::inline v0_1 {
namespace {

std::string called(const std::string& path) { return path == "-" ? "the standard input" : path; }

}  // namespace
}  // namespace pangkas

namespace pangkas::inline v0_1::detail {
namespace {

[[noreturn]] void fail_to_read(const std::string& file, int reason) {
  switch (reason) {
    case ENOENT:
      throw input_error(fmt::format("{} does not exist; check the name and the folder", file),
                        file);
    case EISDIR:
      throw input_error(fmt::format("{} is a folder; name a file in it", file), file);
    case EACCES:
      throw input_error(fmt::format("{} may not be read by you; change its permissions", file),
                        file);
    default:
      throw input_error(fmt::format("{} cannot be read: {}; check the file and its disk", file,
                                    std::generic_category().message(reason)),
                        file);
  }
}

/// Those that end, as /dev/null does, end sooner.
constexpr std::size_t most_of_device = std::size_t{1} << 20;

std::int64_t nanoseconds(const timespec& at) {
  return std::int64_t{at.tv_sec} * 1'000'000'000 + at.tv_nsec;
}

}  // namespace

opened_file::opened_file(const std::string& path)
    : name_(called(path)),
      descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      owned_(path != "-") {
  if (descriptor_ < 0) fail_to_read(name_, errno);
  try {
    at_opening_ = look();
  } catch (...) {
    if (owned_) ::close(descriptor_);
    throw;
  }
}

opened_file::opened_file(opened_file&& other) noexcept { *this = std::move(other); }

opened_file& opened_file::operator=(opened_file&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(owned_, other.owned_);
  std::swap(at_opening_, other.at_opening_);
  return *this;
}

opened_file::~opened_file() {
  if (owned_) ::close(descriptor_);
}

opened_file::looks opened_file::look() const {
  struct stat status = {};
  if (::fstat(descriptor_, &status) != 0) fail_to_read(name_, errno);
  if (S_ISDIR(status.st_mode)) fail_to_read(name_, EISDIR);
  if (!S_ISREG(status.st_mode))
    return {.is_device = S_ISCHR(status.st_mode) && ::isatty(descriptor_) == 0};
#if defined(__APPLE__)
  const timespec& modified = status.st_mtimespec;
  const timespec& changed = status.st_ctimespec;
#else
  const timespec& modified = status.st_mtim;
  const timespec& changed = status.st_ctim;
#endif
  return {.is_regular = true,
          .size = static_cast<std::size_t>(status.st_size),
          .modified = nanoseconds(modified),
          .changed = nanoseconds(changed),
          .links = static_cast<std::uint64_t>(status.st_nlink)};
}

void opened_file::require_unchanged() const {
  if (!at_opening_.is_regular) return;
  const looks now = look();
  // Another file put in its place, as everybody should, takes a link away and no byte.
  const bool is_as_it_was = now.size == at_opening_.size && now.modified == at_opening_.modified &&
                            (now.changed == at_opening_.changed || now.links != at_opening_.links);
  if (!is_as_it_was)
    throw input_error(
        fmt::format("{} changed while it was read; run this again once it is whole", name_), name_);
}

std::string opened_file::read() {
  const std::uint64_t limit = available_memory();
  if (size() > limit) fail_too_large(name_, limit);
  // Through a buffer that stays in the cache: cheaper than zeroing the whole string beforehand.
  try {
    std::string bytes;
    bytes.reserve(size());
    prefer_large_pages(bytes.data(), bytes.capacity());
    std::string buffer(std::size_t{256} * 1024, '\0');
    for (;;) {
      const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail_to_read(name_, errno);
      if (count == 0) break;
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
      if (bytes.size() > limit) fail_too_large(name_, limit);
      if (at_opening_.is_device && bytes.size() > most_of_device)
        throw input_error(
            fmt::format("{} is a device that gives bytes without end; name a file", name_), name_);
    }
    require_unchanged();
    return bytes;
  } catch (const std::bad_alloc&) {
    fail_too_large(name_);
  } catch (const std::length_error&) {
    fail_too_large(name_);
  }
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void refuse_read_twice(std::span<const std::string> paths) {
  std::map<std::pair<dev_t, ino_t>, const std::string*> seen;
  for (const std::string& path : paths) {
    struct stat status = {};
    const bool is_standard_input = path == "-";
    if ((is_standard_input ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status)) != 0)
      continue;
    if (!is_standard_input && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) continue;
    const auto [first, is_new] = seen.emplace(std::pair(status.st_dev, status.st_ino), &path);
    if (!is_new)
      throw input_error(
          fmt::format(
              "{} cannot be read twice{}; put what comes out of it into a file first", called(path),
              *first->second == path ? ""
                                     : fmt::format(", and {} is the same", called(*first->second))),
          called(path));
  }
}

}  // namespace pangkas
