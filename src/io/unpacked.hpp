// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Bytes that may be packed by gzip, piece by piece.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Whether bytes begin as gzip does.
[[nodiscard]] inline bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

/// @brief Gives bytes piece by piece, unpacked where they are packed by gzip (several members joined
/// too), so that no more than a piece of what is unpacked need be in memory.
class unpacked_pieces {
 public:
  /// @param bytes  They must outlive it.
  /// @param file   Name for errors.
  unpacked_pieces(std::string_view bytes, std::string file);
  unpacked_pieces(const unpacked_pieces&) = delete;
  unpacked_pieces& operator=(const unpacked_pieces&) = delete;
  ~unpacked_pieces();

  /// @brief The next piece, valid until the one after it; empty at the end.
  /// @throws input_error if the file is damaged, ends too early, or grows beyond sense: to more than
  ///         64 MB and 200 times its size. Logs grow twenty- to fiftyfold.
  [[nodiscard]] std::string_view next();

 private:
  struct inflater;
  std::string_view rest_;
  std::string file_;
  std::size_t packed_size_;
  std::unique_ptr<inflater> inflater_;
};

/// @brief All of it at once.
[[nodiscard]] std::string unpacked(std::string_view bytes, const std::string& file);

}  // namespace pangkas::detail
