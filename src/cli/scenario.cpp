// SPDX-License-Identifier: BSL-1.0
#include "scenario.hpp"

#include "given_policy.hpp"
#include "input.hpp"
#include "stop_signals.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/study/play.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {

namespace {

/// What stands in the folder of a result, as far as the organisation and the command have it.
constexpr std::array<std::string_view, 17> result_files{
    "rules.csv",       "changes.csv", "organisation.json", "ledger.csv",   "ledger.json",
    "positions.csv",   "matters.csv", "authority.csv",     "lines.csv",    "steps.csv",
    "summary.json",    "policy.toml", "scenario.toml",     "optimum.json", "kept.csv",
    "delegations.csv", checksum_list};

}  // namespace

scenario play(const read_result& read, const loaded_policy& loaded, const decision_options& options,
              const std::vector<std::size_t>& layers) {
  played all = loaded.steps ? pangkas::play(read.organisation, *loaded.steps, options)
                            : pangkas::play(read.organisation, loaded.rules, options);
  comparison found = comparison_of(all, evidence_of(read), loaded.evidence(layers));
  std::string summary = to_json(found);
  return {std::move(all.result), std::move(found), std::move(summary)};
}

void add_spreadsheet_safe(command_line command, bool& given) {
  command.add_flag("--spreadsheet-safe", given,
                   "put an apostrophe before cells of tables that a spreadsheet would take for a "
                   "formula; such a table does not read back as it was. What only people read, as "
                   "ledger.csv and rules.csv, always has it");
}

option result_folder::add_to(command_line command, const std::string& what) {
  add_spreadsheet_safe(command, spreadsheet_safe_);
  command.writes([this] {
    written_files files;
    if (is_given())
      for (const std::string_view name : result_files)
        files.names.push_back(fmt::format("{}/{}", name_, name));
    files.instead = "name another folder";
    return files;
  });
  return command.add_option("--out", name_, what).type_name("DIR");
}

void result_folder::write(const organisation& before, const scenario& played,
                          const std::string& policy_text, std::size_t threads,
                          const std::vector<std::pair<std::string_view, std::string>>& more) {
  const stop_signals signals;
  output_folder folder(name_);
  std::vector<std::string_view> written;
  const auto into = [&](std::string_view name) {
    assert(std::ranges::find(result_files, name) != result_files.end());
    output_file& file = folder.file(name);
    written.push_back(name);
    return signals.watch([&file](std::string_view text) { file.write(text); });
  };
  const organisation& after = played.result.after;
  const ledger& changes = played.result.changes;
  const std::string evidence = to_json(played.found.before_evidence, *played.found.policy);
  const csv_style style = this->style();
  // What grows with the organisation; the ledger holds the hashes of the organisations.
  ledger_hashes hashes;
  write_side_by_side(
      {[&, sink = into("organisation.json")] { hashes.after = sha256_of(after, sink); },
       [&] { hashes.before = sha256_of(before); }},
      threads);
  write_side_by_side(
      {[&, sink = into("ledger.csv")] {
         write_ledger_csv(changes, sink, for_people, rule_cells::by_id);
       },
       [&, sink = into("positions.csv")] { write_position_table(after, sink, style); },
       [&, sink = into("ledger.json")] { write_ledger_json(changes, sink, evidence, hashes); }},
      threads);
  if (!after.matters().empty()) write_matter_table(after, into("matters.csv"), style);
  if (!after.authorities().empty()) write_authority_table(after, into("authority.csv"), style);
  if (!after.parts().lines.empty()) write_line_table(after, into("lines.csv"), style);
  if (!after.steps().empty()) write_step_table(after, into("steps.csv"), style);
  write_ledger_rules(changes, into("rules.csv"));
  into("summary.json")(played.summary);
  into(played.found.policy->steps > 0 ? "scenario.toml" : "policy.toml")(policy_text);
  for (const auto& [name, text] : more) into(name)(text);
  tell(folder.commit(), written);
}

void result_folder::write(const organisation& after,
                          const std::vector<std::pair<std::string_view, std::string>>& more) {
  const stop_signals signals;
  output_folder folder(name_);
  std::vector<std::string_view> written{"authority.csv"};
  output_file& table = folder.file(written.front());
  write_authority_table(
      after, signals.watch([&table](std::string_view text) { table.write(text); }), style());
  for (const auto& [name, text] : more) {
    assert(std::ranges::find(result_files, name) != result_files.end());
    folder.file(name).write(text);
    written.push_back(name);
  }
  tell(folder.commit(), written);
}

void result_folder::tell(const std::string& hash, const std::vector<std::string_view>& written) {
  told_ = fmt::format("Written to {}: {}\nTheir hashes are in {}, whose own SHA-256 is {}\n", name_,
                      fmt::join(written, ", "), checksum_list, hash);
}

}  // namespace pangkas::cli
