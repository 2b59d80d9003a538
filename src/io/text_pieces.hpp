// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Text that is made in place and handed on in pieces.
#pragma once

#include "put.hpp"

#include <pangkas/io/json.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

namespace pangkas::detail {

/// @brief Takes text row by row and hands it on in pieces.
///
///     char* at = pieces.room(most);   // once a row, for all that it may take
///     at = put(at, code);
///     at = put(at, ",");
///     pieces.took(at);
class text_pieces {
 public:
  /// A piece is still in the second cache when it is written to a file, and calls are few.
  static constexpr std::size_t usual_size = std::size_t{256} * 1024;

  /// @param sink  Takes the pieces; it must outlive this.
  explicit text_pieces(const text_sink& sink, std::size_t size = usual_size)
      : sink_(sink), size_(size), block_(new char[size]), at_(block_.get()) {}

  /// @brief A place with room for @p bytes.
  [[nodiscard]] char* room(std::size_t bytes) {
    if (size_ - used() < bytes) make_room(bytes);
    return at_;
  }
  /// @brief Tells how far a row went.
  void took(char* behind) noexcept { at_ = behind; }
  void append(std::string_view text) { took(put(room(text.size()), text)); }
  /// @brief Hands on what is left.
  void end() {
    if (used() != 0) sink_({block_.get(), used()});
    at_ = block_.get();
  }

 private:
  [[nodiscard]] std::size_t used() const noexcept {
    return static_cast<std::size_t>(at_ - block_.get());
  }
  void make_room(std::size_t bytes) {
    end();
    if (bytes <= size_) return;
    size_ = std::max(bytes, 2 * size_);
    block_.reset(new char[size_]);
    at_ = block_.get();
  }

  const text_sink& sink_;
  std::size_t size_;
  std::unique_ptr<char[]> block_;  // NOLINT(modernize-avoid-c-arrays): not cleared beforehand
  char* at_;
};

}  // namespace pangkas::detail
