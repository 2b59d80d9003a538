// SPDX-License-Identifier: BSL-1.0
#include "history_input.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace pangkas::cli {

history read_history(const input& in, const std::vector<dated_input>& snapshots,
                     const decision_options& decisions, input_hashes hashes, evidence& origin) {
  history all(decisions);
  for (const dated_input& snapshot : snapshots) {
    read_result read = in.read_snapshot(snapshot, hashes);
    const evidence of_this = evidence_of(read);
    for (const input_file& file : of_this.inputs)
      if (std::ranges::none_of(origin.inputs,
                               [&](const input_file& known) { return known.file == file.file; }))
        origin.inputs.push_back(file);
    origin.errors += of_this.errors;
    origin.warnings += of_this.warnings;
    in.stats().begin("study");
    all.add(snapshot.date, std::move(read.organisation));
  }
  return all;
}

}  // namespace pangkas::cli
