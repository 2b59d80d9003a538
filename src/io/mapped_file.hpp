// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A large file that is looked at where the system keeps it.
#pragma once

#include "opened_file.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief The bytes of a file without a copy of them: being given memory for the copy, which the
/// system must clear first, costs more than reading a table does.
///
/// The process ends with SIGBUS if another one makes the file shorter meanwhile.
class mapped_file {
 public:
  /// @brief Maps a file, which it takes over; absent for what is small or no regular file, and is
  /// left to be read.
  /// @throws input_error if the file is larger than the memory that is left.
  [[nodiscard]] static std::optional<mapped_file> of(opened_file& opened);

  mapped_file(mapped_file&& other) noexcept;
  mapped_file& operator=(mapped_file&& other) noexcept;
  ~mapped_file();

  [[nodiscard]] std::string_view bytes() const noexcept { return {begin_, file_.size()}; }
  /// @brief Lets go of the memory under the first bytes; who looks at them again waits longer.
  void release(std::size_t bytes) noexcept;
  /// @throws input_error if the file was changed since it was opened.
  void require_unchanged() const { file_.require_unchanged(); }

 private:
  mapped_file(opened_file&& file, const char* begin) noexcept;

  opened_file file_;
  const char* begin_ = nullptr;
  std::size_t released_ = 0;
};

}  // namespace pangkas::detail
