// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A file that is opened once, looked at and read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace pangkas::inline v0_1::detail {

/// @brief A file, or the standard input, from its opening to the last byte. It is opened once,
/// since what flows through a pipe is gone for whoever opens it again.
class opened_file {
 public:
  /// @param path  The file; "-" is the standard input.
  /// @throws input_error if it is missing, a folder, or may not be read.
  explicit opened_file(const std::string& path);
  opened_file(opened_file&& other) noexcept;
  opened_file& operator=(opened_file&& other) noexcept;
  ~opened_file();

  /// @brief How people call it.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
  /// @brief Its bytes when it was opened; 0 for what is no regular file.
  [[nodiscard]] std::size_t size() const noexcept { return at_opening_.size; }
  [[nodiscard]] bool is_standard_input() const noexcept { return !owned_; }

  /// @brief Reads what has not been read.
  /// @throws input_error if it cannot be read, is larger than the memory, or was changed meanwhile.
  [[nodiscard]] std::string read();
  /// @throws input_error if a regular file was changed since it was opened.
  void require_unchanged() const;

 private:
  /// What a regular file shows of itself from outside.
  struct looks {
    bool is_regular = false;
    bool is_device = false;  ///< and no terminal
    std::size_t size = 0;
    std::int64_t modified = 0;  ///< in nanoseconds, as the next
    std::int64_t changed = 0;   ///< nobody can set it back
    std::uint64_t links = 0;
  };
  [[nodiscard]] looks look() const;

  std::string name_;
  int descriptor_ = -1;
  bool owned_ = false;
  looks at_opening_;
};

}  // namespace pangkas::detail
