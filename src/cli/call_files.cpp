// SPDX-License-Identifier: BSL-1.0
#include "call_files.hpp"

#include <pangkas/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view standard_input = "/dev/stdin";
constexpr std::string_view standard_output = "/dev/stdout";

/// Where a name leads: "-" is a standard stream, which may be a file that the shell opened.
fs::path place_of(const std::string& name, std::string_view standard_stream) {
  return name == "-" ? fs::path(standard_stream) : fs::path(name);
}

std::string told(const fs::path& place) {
  return place == standard_input    ? "the standard input"
         : place == standard_output ? "the standard output"
                                    : place.string();
}

/// A stream that somebody opened before, to be written from where it stands.
bool is_open_already(const std::string& name) {
  return name == "-" || name == "/dev/stdout" || name == "/dev/stderr" ||
         name.starts_with("/dev/fd/") || name.starts_with("/proc/");
}

bool is_file(const fs::path& place) {
  std::error_code no_such_file;
  return fs::is_regular_file(place, no_such_file);
}

bool is_same_file(const fs::path& one, const fs::path& other) {
  std::error_code no_such_file;
  return fs::equivalent(one, other, no_such_file);
}

/// The files of a name: of a folder those that are in it.
std::vector<fs::path> files_of(const std::string& name) {
  const fs::path place = place_of(name, standard_input);
  std::error_code fault;
  std::vector<fs::path> files;
  if (fs::is_directory(place, fault))
    // A fault ends it, as it ends what is read.
    for (fs::directory_iterator at(place, fault), end; at != end; at.increment(fault))
      files.push_back(at->path());
  else
    files.push_back(place);
  return files;
}

}  // namespace

void call_files::reads(read_names names) { read_.push_back(std::move(names)); }

void call_files::writes(written_names names) { written_.push_back(std::move(names)); }

void call_files::check() const {
  std::vector<fs::path> inputs;
  for (const read_names& names : read_)
    for (const std::string& name : names())
      for (fs::path& file : files_of(name)) inputs.push_back(std::move(file));
  std::vector<fs::path> outputs;
  for (const written_names& of : written_) {
    const auto [names, instead] = of();
    for (const std::string& name : names) {
      const fs::path place = place_of(name, standard_output);
      if (is_file(place)) {
        const auto input = std::ranges::find_if(
            inputs, [&](const fs::path& each) { return is_same_file(each, place); });
        if (input != inputs.end())
          throw output_error(
              fmt::format("{} would be overwritten, but it is read{}; {}", told(place),
                          *input == place ? "" : fmt::format(" as {}", told(*input)), instead),
              name);
        if (!is_forced_ && !is_open_already(name))
          throw output_error(
              fmt::format("{} is there already; {}, or add --force to replace it", name, instead),
              name);
      }
      std::error_code fault;
      if (is_open_already(name) || (fs::exists(place, fault) && !is_file(place))) continue;
      fs::path whole = fs::weakly_canonical(fs::absolute(place, fault), fault);
      if (std::ranges::find(outputs, whole) != outputs.end())
        throw output_error(fmt::format("{} would be written twice; {}", name, instead), name);
      outputs.push_back(std::move(whole));
    }
  }
}

}  // namespace pangkas::cli
