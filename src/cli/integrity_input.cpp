// SPDX-License-Identifier: BSL-1.0
#include "integrity_input.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/integrity_rules.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

namespace pangkas::cli {

void integrity_input::add_to(command_line command) {
  const std::string group = "Integrity";
  const auto add_tables = [&](const char* name, std::vector<std::string>& files,
                              const std::string& what) {
    command.reads(command.add_option(name, files, what + "; may be given several times")
                      .allow_extra_args(false)
                      .type_name("FILE")
                      .group(group));
  };
  add_tables("--duties", files_.duties, "table of duties: who does what in which process");
  add_tables("--held", files_.holders, "table of holders: who holds which position");
  add_tables("--relations", files_.relations, "table of relations between holders");
  const option rules =
      command
          .add_option("--rules", rules_,
                      fmt::format("a preset ({}), or a TOML file; may be given several times; all "
                                  "presets if not given",
                                  fmt::join(preset_integrity_rules(), ", ")))
          .allow_extra_args(false)
          .type_name("NAME|FILE")
          .group(group);
  command.reads(rules);
  command.suggest(rules, preset_integrity_rules());
}

std::string integrity_input::text_of_rules(const std::string& name) {
  if (!is_file_name(name)) return std::string(preset_integrity_text(name));
  return decode_text(read_file(name), name).text;
}

integrity_rules integrity_input::load_rules(integrity_telling& how) const {
  std::vector<integrity_rules> sets;
  for (const std::string& name : rules_.empty() ? preset_integrity_rules() : rules_) {
    const std::string text = text_of_rules(name);
    sets.push_back(read_integrity_rules(text, name));
    how.rules.push_back({sets.back().name, sha256_hex(text)});
  }
  return joined(sets);
}

integrity_data integrity_input::read(const organisation& org, bool hash_inputs, bool strict) const {
  integrity_data data = read_integrity_tables(org, files_, hash_inputs);
  for (const finding& f : data.findings)
    if (strict && f.level == severity::error)
      throw input_error(fmt::format("{}:{}: {}", f.file, f.row.value_or(1), f.detail), f.file,
                        f.row, f.column);
  return data;
}

}  // namespace pangkas::cli
