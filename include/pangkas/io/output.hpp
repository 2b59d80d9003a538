// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Where results go: piece by piece, into files that appear whole or not at all.
#pragma once

#include <pangkas/io/sha256.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Takes the text of a result piece by piece.
using text_sink = std::function<void(std::string_view)>;

/// @brief A file that is written beside its name and takes the name when it is complete.
///
/// The text goes to `NAME.tmp-<process>-<n>` in the same folder; commit() renames it, the
/// destructor removes it if that did not happen. A file of that name from before stays readable
/// until the rename and lends its permissions; a symbolic link stays and the file that it leads to
/// is replaced. What is no regular file (a pipe, a terminal, `/dev/full`) is written directly, as
/// are `-` and `/dev/stdout`, the standard output.
///
/// After an error the temporary file is gone and commit() throws. The file is synced before it takes
/// its name, so that after a power cut there is the old one or the new one.
class output_file {
 public:
  /// @brief Opens the temporary file.
  /// @throws output_error if it cannot be made; the sentence has the name and the reason.
  explicit output_file(std::string path);
  output_file(output_file&& other) noexcept;
  output_file& operator=(output_file&&) = delete;
  output_file(const output_file&) = delete;
  output_file& operator=(const output_file&) = delete;
  ~output_file();

  /// @brief Appends text, buffered.
  /// @throws output_error such as for a full disk, at the latest from commit().
  void write(std::string_view text);
  /// @brief Writes out what is buffered and renames.
  /// @throws output_error and leaves no trace.
  void commit();

  /// @brief The name as it was given.
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  friend class output_folder;

  void open();
  void write_out(std::string_view text);
  void reserve_ahead() noexcept;
  void finish();
  void take_name();
  void sync();
  void discard() noexcept;
  [[noreturn]] void fail(int reason);

  std::string path_;
  std::string target_;     // path_ with symbolic links followed
  std::string temporary_;  // empty when written directly
  std::string buffer_;
  std::size_t written_ = 0;          // of a temporary file: handed to the system
  std::size_t reserved_ = 0;         // of a temporary file: the system has a place for it
  std::optional<sha256_hash> hash_;  // of what was written, where a folder asks for it
  int descriptor_ = -1;
  bool broken_ = false;
};

/// @brief The name of the list by which a folder is verified; `sha256sum -c` reads it.
inline constexpr std::string_view checksum_list = "SHA256SUMS";

/// @brief A folder of files that appear together or not at all.
///
/// The folder (and what is missing above it) is made at once, so that a name that cannot be written
/// is known before the work begins. commit() first completes every file and only then renames the
/// first; if that fails, the files from before come back. Without commit() the temporary files and
/// the folders made here are removed.
///
/// The last file to get its name is `SHA256SUMS`, the hash of each of the others. Where the process
/// is killed between two names, that list does not fit the files, and check_folder() says so. What
/// such a list of an earlier run names and this run does not write is removed, unless it was changed
/// since. Other files are left alone.
class output_folder {
 public:
  /// @brief Makes the folder where it is missing and checks that files can be made in it.
  /// @throws output_error if it is a file, cannot be made, or may not be written to.
  explicit output_folder(std::string path);
  output_folder(const output_folder&) = delete;
  output_folder& operator=(const output_folder&) = delete;
  ~output_folder();

  /// @brief Opens a file of the folder.
  /// @param name  Without folders; each name once.
  /// @return      The file, owned by the folder; its own commit() is not to be called.
  /// @throws output_error if it cannot be made.
  output_file& file(std::string_view name);
  /// @brief Completes all files, then gives them their names.
  /// @return The SHA-256 of the list of their hashes, which vouches for all of them.
  /// @throws output_error and leaves everything as it was before.
  std::string commit();

  /// @brief The name of the folder as it was given.
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  void make_folders();
  std::string finish();
  [[nodiscard]] std::vector<std::string> outdated_files() const;
  void roll_back() noexcept;

  std::string path_;
  std::vector<std::string> made_;  // folders, outermost first
  std::vector<std::unique_ptr<output_file>> files_;
};

/// @brief Writes several outputs side by side, those in front first.
/// @param outputs  What writes each; no two of them into one file.
/// @param threads  So many at once at most, fewer where the system gives no more; 1 or 0: one after
///                 the other.
/// @throws what the first of the outputs that failed threw, once all have ended: by then no thread
///         writes any more to a file that the caller discards for it.
void write_side_by_side(const std::vector<std::function<void()>>& outputs, std::size_t threads);

}  // namespace pangkas
