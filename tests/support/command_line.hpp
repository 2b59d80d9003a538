// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Runs the command line as a user does: in a shell, in a folder of its own.
#pragma once

#include "support/catch.hpp"

#include <sys/wait.h>

#include <unistd.h>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace pangkas::tests {

/// @brief A folder that is removed at the end of the test. It holds a link `examples` to the
/// bundled organisations, so that what the documentation says can be pasted.
class work_folder {
 public:
  work_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "pangkas-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
    std::filesystem::create_directory_symlink(PANGKAS_SOURCE_DIR "/examples", path_ / "examples");
  }
  work_folder(const work_folder&) = delete;
  work_folder& operator=(const work_folder&) = delete;
  ~work_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  /// @brief Number of entries, hidden and temporary ones too, without the link.
  [[nodiscard]] long entries() const {
    const std::filesystem::directory_iterator all(path_);
    return std::distance(begin(all), end(all)) - 1;
  }

 private:
  std::filesystem::path path_;
};

/// @brief What a command left behind.
struct command_result {
  int status = -1;
  std::string out;
  std::string err;
};

/// @brief Runs a shell command in which `pangkas` is the command line under test.
inline command_result run(const work_folder& folder, const std::string& command) {
  const work_folder outputs;
  const std::string out = (outputs.path() / "out").string();
  const std::string err = (outputs.path() / "err").string();
  const std::filesystem::path program = PANGKAS_CLI;
  const std::string line = "cd '" + folder.path().string() + "' && PATH='" +
                           program.parent_path().string() + "':\"$PATH\" && { " + command +
                           "\n} >'" + out + "' 2>'" + err + "' </dev/null";
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), outputs.read("out"),
          outputs.read("err")};
}

/// @brief A table as people read it, each gap between two columns as one stroke.
inline std::string without_gaps(std::string text) {
  for (std::size_t at = 0; (at = text.find("  ", at)) != std::string::npos;)
    text.replace(at, text.find_first_not_of(' ', at) - at, "|");
  return text;
}

}  // namespace pangkas::tests
