// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The structs of the Arrow C data and stream interfaces, and who owns them.
///
/// The two interfaces are a public binary interface that every producer and consumer repeats.
/// @source "The Arrow C data interface" and "The Arrow C stream interface", arrow.apache.org.
#pragma once

#include <cstdint>
#include <utility>

extern "C" {

// NOLINTBEGIN: names and layout are the interface's
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
// NOLINTEND
}

namespace pangkas::python {

/// @brief In ArrowSchema::flags.
inline constexpr std::int64_t arrow_nullable = 2;

/// @brief One of the structs, released when it goes out of scope.
template <class Struct>
class arrow_owned {
 public:
  arrow_owned() = default;
  explicit arrow_owned(Struct&& taken) : held_(taken) { taken.release = nullptr; }
  arrow_owned(arrow_owned&& other) noexcept : held_(std::exchange(other.held_, Struct{})) {}
  arrow_owned& operator=(arrow_owned&& other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  arrow_owned(const arrow_owned&) = delete;
  arrow_owned& operator=(const arrow_owned&) = delete;
  ~arrow_owned() {
    if (held_.release != nullptr) held_.release(&held_);
  }

  [[nodiscard]] Struct* get() noexcept { return &held_; }
  [[nodiscard]] const Struct* operator->() const noexcept { return &held_; }
  [[nodiscard]] const Struct& operator*() const noexcept { return held_; }
  /// @brief Whether it holds something that was not released.
  [[nodiscard]] explicit operator bool() const noexcept { return held_.release != nullptr; }

 private:
  Struct held_{};
};

}  // namespace pangkas::python
