// SPDX-License-Identifier: BSL-1.0
#include "mapped_file.hpp"

#include "memory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <pangkas/error.hpp>

#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

/// Below this a copy costs nothing that could be noticed.
constexpr std::size_t worth_mapping = std::size_t{1} << 20;
/// So much is let go of at a time.
constexpr std::size_t released_at_once = std::size_t{8} << 20;

#if defined(MAP_POPULATE)
constexpr int map_at_once = MAP_POPULATE;
#else
constexpr int map_at_once = 0;
#endif

}  // namespace

std::optional<mapped_file> mapped_file::open(const std::string& path) {
  mapped_file file;
  file.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status = {};
  if (file.descriptor_ < 0 || ::fstat(file.descriptor_, &status) != 0 || !S_ISREG(status.st_mode) ||
      status.st_size < static_cast<off_t>(worth_mapping))
    return std::nullopt;
  file.path_ = path;
  file.size_ = static_cast<std::size_t>(status.st_size);
  file.changed_ = file.changed();
  refuse_too_large(file.size_, path);
  void* const begin =
      ::mmap(nullptr, file.size_, PROT_READ, MAP_PRIVATE | map_at_once, file.descriptor_, 0);
  if (begin == MAP_FAILED) return std::nullopt;
  file.begin_ = static_cast<const char*>(begin);
  return file;
}

mapped_file::mapped_file(mapped_file&& other) noexcept { *this = std::move(other); }

mapped_file& mapped_file::operator=(mapped_file&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(begin_, other.begin_);
  std::swap(size_, other.size_);
  std::swap(released_, other.released_);
  std::swap(changed_, other.changed_);
  return *this;
}

mapped_file::~mapped_file() {
  if (begin_ != nullptr) ::munmap(const_cast<char*>(begin_), size_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

void mapped_file::release(std::size_t bytes) noexcept {
  const std::size_t whole = bytes / released_at_once * released_at_once;
  if (whole <= released_) return;
  // A private mapping that nobody wrote to: what is looked at again comes from the file again.
  ::madvise(const_cast<char*>(begin_) + released_, whole - released_, MADV_DONTNEED);
  released_ = whole;
}

long long mapped_file::changed() const noexcept {
  struct stat status = {};
  if (::fstat(descriptor_, &status) != 0) return -1;
  if (static_cast<std::size_t>(status.st_size) != size_) return -1;
#if defined(__APPLE__)
  const timespec& at = status.st_mtimespec;
#else
  const timespec& at = status.st_mtim;
#endif
  return static_cast<long long>(at.tv_sec) * 1'000'000'000 + at.tv_nsec;
}

void mapped_file::require_unchanged() const {
  if (changed() != changed_)
    throw input_error(
        fmt::format("{} was written to while it was read; read it again once it is whole", path_),
        path_);
}

}  // namespace pangkas::detail
