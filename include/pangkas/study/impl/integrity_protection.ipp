// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/integrity_protection.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/flattening_question.hpp>
#include <pangkas/study/integrity_change.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

integrity_protection keep_integrity(const organisation& org, flattening_request& asked,
                                    const integrity_tables& tables, const integrity_rules& rules,
                                    const integrity_options& options) {
  integrity_protection found;
  if (asked.keep_because.id.empty())
    asked.keep_because = {
        "keep-for-integrity", "Its conversion would break a rule of integrity.", rules.source, {}};
  repair_limits none;
  none.groups = 0;
  simplify_options quiet;
  quiet.findings_per_rule = 0;
  double first = 0;
  for (bool is_first = true;; is_first = false) {
    const flattening_question question = ask(org, asked);
    const flattening_solution solution = optimal_flattening(org.command(), question.problem);
    double saved = 0;
    for (const position_id p : solution.converted) saved += question.traffic[p];
    if (is_first) first = saved;
    found.hand_offs = first - saved;
    if (solution.converted.empty()) {
      found.left = 0;
      return found;
    }
    const policy made = as_policy(org, question, asked, solution);
    const simplification result = simplify(org, made, quiet);
    const integrity_change change =
        integrity_change_of(org, &made, result, tables, rules, options, none);
    if (is_first) found.brought = change.brought.size();
    found.left = change.brought.size();
    std::vector<position_id> more;
    for (const brought_breach& b : change.brought)
      for (const std::uint32_t entry : b.caused_by)
        if (const auto* post = std::get_if<post_converted>(&result.changes.entries[entry].what))
          more.push_back(org.position_at(post->row));
    std::ranges::sort(more);
    more.erase(std::unique(more.begin(), more.end()), more.end());
    if (more.empty()) return found;
    found.kept.insert(found.kept.end(), more.begin(), more.end());
    asked.keep.insert(asked.keep.end(), more.begin(), more.end());
  }
}

}  // namespace pangkas
