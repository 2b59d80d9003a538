// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Text that is made in place and handed on in pieces.
#pragma once

#include "put.hpp"

#include <pangkas/graph/impl/tuned.hpp>
#include <pangkas/io/output.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace pangkas::inline v0_1::detail {

/// @brief Takes text row by row and hands it on in pieces.
///
///     char* at = pieces.room(most);   // once a row, for all that it may take
///     at = put(at, code);
///     at = put(at, ",");
///     pieces.took(at);
class text_pieces {
 public:
  /// A piece is still in the second cache when it is written to a file, and calls are few. All but
  /// the last have this size or a multiple, since a file is written fastest in whole pages.
  static constexpr std::size_t usual_size = tuned<std::size_t>(256 * 1024, 16);

  /// @param sink  Takes the pieces; it must outlive this.
  explicit text_pieces(const text_sink& sink) : sink_(sink) {}

  /// @brief A place with room for @p bytes.
  [[nodiscard]] char* room(std::size_t bytes) {
    if (size_ - used_ < bytes) make_room(bytes);
    return block_.get() + used_;
  }
  /// @brief Tells how far a row went.
  void took(const char* behind) noexcept {
    used_ = static_cast<std::size_t>(behind - block_.get());
  }
  void append(std::string_view text) { took(put(room(text.size()), text)); }
  /// @brief Hands on what is left.
  void end() {
    if (used_ != 0) sink_({block_.get(), used_});
    used_ = 0;
  }

 private:
  /// Few rows are longer.
  static constexpr std::size_t row_size = tuned<std::size_t>(16 * 1024, 1);

  void make_room(std::size_t bytes) {
    if (const std::size_t whole = used_ - used_ % usual_size; whole != 0) {
      sink_({block_.get(), whole});
      used_ -= whole;
      std::memmove(block_.get(), block_.get() + whole, used_);
    }
    if (size_ - used_ >= bytes) return;
    const std::size_t size = std::max(usual_size + row_size, 2 * (used_ + bytes));
    const std::unique_ptr<char[]> before =  // NOLINT(modernize-avoid-c-arrays)
        std::exchange(block_, std::unique_ptr<char[]>(new char[size]));  // NOLINT
    if (used_ != 0) std::memcpy(block_.get(), before.get(), used_);
    size_ = size;
  }

  const text_sink& sink_;
  std::unique_ptr<char[]> block_;  // NOLINT(modernize-avoid-c-arrays): not cleared beforehand
  std::size_t size_ = 0;
  std::size_t used_ = 0;
};

}  // namespace pangkas::detail
