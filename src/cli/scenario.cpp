// SPDX-License-Identifier: BSL-1.0
#include "scenario.hpp"

#include "given_policy.hpp"
#include "input.hpp"
#include "stop_signals.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/study/play.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {

scenario play(const read_result& read, const loaded_policy& loaded, const decision_options& options,
              const std::vector<std::size_t>& layers) {
  played all = pangkas::play(read.organisation, loaded.rules, options);
  comparison found = comparison_of(all, evidence_of(read),
                                   {loaded.rules.name, sha256_hex(loaded.text), layers,
                                    std::string(to_string(loaded.rules.roles.kind))});
  std::string summary = to_json(found);
  return {std::move(all.result), std::move(found), std::move(summary)};
}

void write_scenario(const std::string& folder_name, const scenario& played,
                    const std::string& policy_text, std::size_t threads,
                    const std::vector<std::pair<std::string_view, std::string>>& more) {
  const stop_signals signals;
  output_folder folder(folder_name);
  const auto into = [&](std::string_view name) {
    output_file& file = folder.file(name);
    return signals.watch([&file](std::string_view text) { file.write(text); });
  };
  const organisation& after = played.result.after;
  const ledger& changes = played.result.changes;
  const std::string evidence = to_json(played.found.before_evidence, *played.found.policy);
  // The four that grow with the organisation; what takes longest first.
  write_side_by_side(
      {[&, sink = into("ledger.csv")] { write_ledger_csv(changes, sink); },
       [&, sink = into("organisation.json")] { write_json(after, sink); },
       [&, sink = into("positions.csv")] { write_position_table(after, sink); },
       [&, sink = into("ledger.json")] { write_ledger_json(changes, sink, evidence); }},
      threads);
  if (!after.matters().empty()) write_matter_table(after, into("matters.csv"));
  if (!after.authorities().empty()) write_authority_table(after, into("authority.csv"));
  if (!after.parts().lines.empty()) write_line_table(after, into("lines.csv"));
  into("summary.json")(played.summary);
  into("policy.toml")(policy_text);
  for (const auto& [name, text] : more) into(name)(text);
  folder.commit();
}

}  // namespace pangkas::cli
