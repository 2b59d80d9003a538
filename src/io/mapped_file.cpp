// SPDX-License-Identifier: BSL-1.0
#include "mapped_file.hpp"

#include "memory.hpp"

#include <sys/mman.h>

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

std::optional<mapped_file> mapped_file::of(opened_file& opened) {
  if (opened.is_standard_input() || opened.size() < worth_mapping) return std::nullopt;
  refuse_too_large(opened.size(), opened.name());
  void* const begin =
      ::mmap(nullptr, opened.size(), PROT_READ, MAP_PRIVATE | map_at_once, opened.descriptor(), 0);
  if (begin == MAP_FAILED) return std::nullopt;
  return mapped_file(std::move(opened), static_cast<const char*>(begin));
}

mapped_file::mapped_file(opened_file&& file, const char* begin) noexcept
    : file_(std::move(file)), begin_(begin) {}

mapped_file::mapped_file(mapped_file&& other) noexcept
    : file_(std::move(other.file_)),
      begin_(std::exchange(other.begin_, nullptr)),
      released_(other.released_) {}

mapped_file& mapped_file::operator=(mapped_file&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(begin_, other.begin_);
  std::swap(released_, other.released_);
  return *this;
}

mapped_file::~mapped_file() {
  if (begin_ != nullptr) ::munmap(const_cast<char*>(begin_), file_.size());
}

void mapped_file::release(std::size_t bytes) noexcept {
  const std::size_t whole = bytes / released_at_once * released_at_once;
  if (whole <= released_) return;
  // A private mapping that nobody wrote to: what is looked at again comes from the file again.
  ::madvise(const_cast<char*>(begin_) + released_, whole - released_, MADV_DONTNEED);
  released_ = whole;
}

}  // namespace pangkas::detail
