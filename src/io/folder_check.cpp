// SPDX-License-Identifier: BSL-1.0
#include "checksums.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/folder_check.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ledger_name = "ledger.json";
constexpr std::string_view organisation_name = "organisation.json";

/// Whether a name is `NAME.tmp-PROCESS-N` or `NAME.old-PROCESS-N`, as output_file gives them.
bool is_left_behind(std::string_view name) {
  for (const std::string_view mark : {".tmp-", ".old-"}) {
    const std::size_t at = name.rfind(mark);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view rest = name.substr(at + mark.size());
    if (std::ranges::count(rest, '-') == 1 && rest.front() != '-' && rest.back() != '-' &&
        rest.find_first_not_of("0123456789-") == std::string_view::npos)
      return true;
  }
  return false;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::error_code fault;
  std::vector<std::string> names;
  for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault))
    names.push_back(at->path().filename().string());
  if (fault)
    throw input_error(fmt::format("{} cannot be read as a folder: {}; name the folder that --out "
                                  "named",
                                  folder, fault.message()),
                      folder);
  std::ranges::sort(names);
  return names;
}

class folder_checker {
 public:
  explicit folder_checker(const std::string& folder) : folder_(folder) {
    while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  }

  std::vector<finding> run() {
    const std::vector<std::string> names = names_in(folder_);
    if (!std::ranges::binary_search(names, checksum_list)) {
      report("folder-unfinished", severity::error, checksum_list,
             "the list of the files is missing: the run that wrote into this folder was stopped "
             "before its end, or it is no folder that --out named",
             "run it again");
    } else {
      check_files(names);
    }
    check_others(names);
    check_ledger();
    return std::move(found_);
  }

 private:
  finding& report(std::string_view rule, severity level, std::string_view name, std::string detail,
                  std::string action) {
    finding& made = found_.emplace_back();
    made.rule = rule;
    made.level = level;
    made.file = path(name);
    made.detail = std::move(detail);
    made.action = std::move(action);
    return made;
  }

  [[nodiscard]] std::string path(std::string_view name) const {
    return fmt::format("{}/{}", folder_, name);
  }

  void check_files(const std::vector<std::string>& names) {
    std::size_t line = 0;
    bool is_list = true;  // the first line that is none is told: a file may be all of them
    for (const detail::checksum& listed : detail::read_checksums(read_file(path(checksum_list)))) {
      ++line;
      if (listed.name.empty() && !std::exchange(is_list, false)) continue;
      if (listed.name.empty() || !listed_.emplace(listed.name, listed.sha256).second) {
        report("folder-list", severity::error, checksum_list,
               listed.name.empty() ? "a line is not the hash and the name of a file in the folder"
                                   : fmt::format("\"{}\" stands there twice", listed.name),
               "run it again")
            .row = line;
      } else if (!std::ranges::binary_search(names, listed.name)) {
        report("folder-file-missing", severity::error, listed.name,
               "the file is missing, but the run wrote it", "bring it back or run it again");
      } else if (sha256_hex(read_file(path(listed.name))) != listed.sha256) {
        report("folder-file-changed", severity::error, listed.name,
               "the file is not as it was written: its SHA-256 is another",
               "bring it back or run it again");
        changed_.insert(listed.name);
      }
    }
  }

  void check_others(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (name == checksum_list || listed_.contains(name)) continue;
      if (is_left_behind(name))
        report("folder-left-behind", severity::warning, name,
               "a run that was killed left the file behind", "delete it");
      else if (!listed_.empty())
        report("folder-other-file", severity::warning, name,
               "the run that wrote the others did not write this file", "it was left alone");
    }
  }

  void check_ledger() {
    const auto organisation = listed_.find(organisation_name);
    if (!listed_.contains(ledger_name) || organisation == listed_.end() ||
        changed_.contains(ledger_name) || changed_.contains(organisation_name))
      return;
    try {
      const ledger_hashes hashes =
          read_ledger_hashes(read_file(path(ledger_name)), path(ledger_name));
      if (hashes.after != organisation->second)
        report("folder-ledger", severity::error, ledger_name,
               fmt::format("the ledger is that of another organisation than {}", organisation_name),
               "bring back both as they were written");
    } catch (const input_error& e) {
      report("folder-ledger", severity::error, ledger_name, e.what(),
             "bring it back or run it again");
    }
  }

  std::string folder_;
  std::map<std::string, std::string, std::less<>> listed_;  ///< name, SHA-256
  std::set<std::string, std::less<>> changed_;
  std::vector<finding> found_;
};

}  // namespace

std::vector<finding> check_folder(const std::string& folder) {
  return folder_checker(folder).run();
}

}  // namespace pangkas
