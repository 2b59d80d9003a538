// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Re-attachment: who reports to whom after a conversion.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/transform/draft.hpp>
#include <pangkas/transform/ledger.hpp>
#include <pangkas/transform/policy.hpp>

#include <cstddef>
#include <cstdint>

namespace pangkas {

/// @brief Step 4: the reports of converted posts, and the posts themselves, go to the nearest kept
/// superior.
/// @complexity O(P): one sweep, since a superior is numbered before its subordinates.
inline void re_attach(const organisation& before, const policy& rules,
                      simplification_draft& draft) {
  const command_forest& forest = before.command();
  draft.superiors.assign(forest.superiors().begin(), forest.superiors().end());
  if (draft.conversions.empty()) return;
  const std::uint32_t rule =
      detail::ledger_writer(before, draft.changes).rule("reports", rules.reports.rule);
  std::size_t entries = draft.changes.entries.size();
  for (const conversion& c : draft.conversions) entries += forest.span(c.position);
  draft.changes.entries.reserve(entries);
  // What stands before the first converted post keeps its superior.
  for (position_id p = draft.conversions.front().position; p < forest.size(); ++p) {
    const position_id superior = draft.superiors[p];
    if (superior == no_position || !draft.is_converted[superior]) continue;
    draft.superiors[p] = draft.superiors[superior];
    const row_index row = before.row(p);
    const row_index is = before.row(draft.superiors[p]);
    draft.parts.superiors[row] = is;
    draft.changes.entries.push_back(
        {row, rule, before.row(superior), is, change_kind::re_attached});
  }
}

}  // namespace pangkas
