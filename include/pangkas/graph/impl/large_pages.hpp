// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Large memory that is filled once: pages that cost less to be given.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace pangkas::inline v0_1::detail {

/// @brief Asks for pages of 2 MiB under memory that has not been written to yet. Being given small
/// ones costs about four times as much, more than copying what is written to them, and each look
/// into a table of many small pages costs a look into the page table besides.
inline void prefer_large_pages([[maybe_unused]] const void* begin,
                               [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  constexpr std::uintptr_t page = std::uintptr_t{2} * 1024 * 1024;
  const auto first = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) & ~(page - 1);
  const auto last = (reinterpret_cast<std::uintptr_t>(begin) + bytes) & ~(page - 1);
  // A wish: where it is refused, small pages do.
  if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#endif
}

/// @brief Makes room in a vector or string, in large pages if it is much.
template <class Container>
void reserve_large(Container& container, std::size_t elements) {
  if (elements <= container.capacity()) return;
  Container larger;
  larger.reserve(elements);
  prefer_large_pages(larger.data(), larger.capacity() * sizeof(*larger.data()));
  larger.insert(larger.end(), container.begin(), container.end());
  container.swap(larger);
}

/// @brief Makes an empty vector that long, with elements of value 0.
template <class Vector>
void resize_large(Vector& vector, std::size_t elements) {
  reserve_large(vector, elements);
  vector.resize(elements);
}

/// @brief Makes room for @p more elements that are about to be added, twice the room at a time.
template <class Container>
void grow_large(Container& container, std::size_t more) {
  if (container.capacity() - container.size() >= more) [[likely]]
    return;
  reserve_large(container, std::max(2 * container.capacity(), container.size() + more));
}

}  // namespace pangkas::detail
