// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Re-attachment: who reports to whom after a conversion.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Step 4: the reports of converted posts, and the posts themselves, go to the nearest kept
/// superior.
/// @complexity O(P): one sweep, since a superior is numbered before its subordinates.
inline void re_attach(const organisation& before, const policy& rules, reorganisation& draft) {
  const command_forest& forest = before.command();
  if (draft.conversions.empty()) return;
  const std::uint32_t rule =
      detail::ledger_writer(before, draft.changes).rule("reports", rules.reports.rule);
  std::size_t entries = draft.changes.entries.size();
  for (const conversion& c : draft.conversions) entries += forest.span(c.position);
  draft.changes.entries.reserve(entries);
  // By position: a superior comes before those below it, so that its own superior is settled, and
  // the subordinates of all the posts follow each other as the posts do.
  std::vector<row_index>& superiors = draft.parts.superiors;
  for (const conversion& c : draft.conversions) {
    const row_index was = before.row(c.position);
    const row_index is = superiors[was];
    for (const position_id p : forest.subordinates(c.position)) {
      const row_index row = before.row(p);
      superiors[row] = is;
      draft.changes.entries.push_back({rule, re_attached{row, was, is}});
    }
  }
}

}  // namespace pangkas
