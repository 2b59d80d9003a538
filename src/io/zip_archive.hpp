// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A ZIP archive in memory, unpacked piece by piece.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct zip;

namespace pangkas::inline v0_1::detail {

/// @brief A ZIP archive. It unpacks no more than a limit, whatever its own directory says.
///
/// libzip and not minizip, which is as common: it reads an archive that is in memory, compares the
/// checksum of each part, and tells a password from damage.
class zip_archive {
 public:
  /// @param bytes  The archive; must outlive this.
  /// @param file   Its name, for errors.
  /// @throws input_error if it is damaged.
  zip_archive(std::string_view bytes, std::string file);

  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  [[nodiscard]] bool has(const std::string& part) const;

  /// @brief Unpacks a part.
  /// @param take  Gets its bytes, piece by piece; says whether to go on.
  /// @throws input_error if it is missing, damaged, protected, or beyond the limit.
  void unpack(const std::string& part, const std::function<bool(std::string_view)>& take);

  /// @brief Counts bytes that came of unpacking, in whatever form.
  /// @throws input_error if they are more than 2 GiB together, or out of all proportion to the
  ///         archive.
  void spend(std::size_t bytes);

 private:
  [[noreturn]] void fail(const std::string& what) const;

  std::string file_;
  std::size_t size_;
  std::uint64_t spent_ = 0;
  std::unique_ptr<zip, void (*)(zip*)> archive_;
};

}  // namespace pangkas::detail
