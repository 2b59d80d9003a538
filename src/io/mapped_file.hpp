// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A large file that is looked at where the system keeps it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief The bytes of a file without a copy of them: being given memory for the copy, which the
/// system must clear first, costs more than reading a table does.
///
/// The process ends with SIGBUS if another one makes the file shorter meanwhile.
class mapped_file {
 public:
  /// @brief Maps a file; absent for what is small or no regular file, which read_file() reads.
  /// @throws input_error if the file is larger than the memory that is left.
  [[nodiscard]] static std::optional<mapped_file> open(const std::string& path);

  mapped_file(mapped_file&& other) noexcept;
  mapped_file& operator=(mapped_file&& other) noexcept;
  ~mapped_file();

  [[nodiscard]] std::string_view bytes() const noexcept { return {begin_, size_}; }
  /// @brief Lets go of the memory under the first bytes; who looks at them again waits longer.
  void release(std::size_t bytes) noexcept;
  /// @throws input_error if the file was written to since it was mapped.
  void require_unchanged() const;

 private:
  mapped_file() = default;
  [[nodiscard]] long long changed() const noexcept;

  std::string path_;
  int descriptor_ = -1;
  const char* begin_ = nullptr;
  std::size_t size_ = 0;
  std::size_t released_ = 0;
  long long changed_ = 0;
};

}  // namespace pangkas::detail
