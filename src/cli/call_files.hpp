// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The files that a call reads and writes: nothing of the user's is overwritten.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief Files that a call writes.
struct written_files {
  std::vector<std::string> names{};
  std::string instead = "name another";  ///< what to do where one of them is there already
};

/// @brief The files of a call. They are asked for once the command line is read, and checked before
/// the work begins.
class call_files {
 public:
  using read_names = std::function<std::vector<std::string>()>;
  using written_names = std::function<written_files()>;

  void reads(read_names names);
  void writes(written_names names);

  [[nodiscard]] bool is_writing() const noexcept { return !written_.empty(); }
  /// @brief Whether files that are there may be replaced: where --force is kept.
  [[nodiscard]] bool& is_forced() noexcept { return is_forced_; }

  /// @brief Sees to it that no output is an input, that no two are one file, and that none is there
  /// already unless it may be replaced. The standard streams, pipes and devices are never there.
  /// @throws output_error that names the file and says what to do.
  void check() const;

 private:
  std::vector<read_names> read_;
  std::vector<written_names> written_;
  bool is_forced_ = false;
};

}  // namespace pangkas::cli
