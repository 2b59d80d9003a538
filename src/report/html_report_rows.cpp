// SPDX-License-Identifier: BSL-1.0
#include "html_report_parts.hpp"

#include <pangkas/error.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

/// A column with the rows of another behind its own.
template <class Column>
std::shared_ptr<const Column> with_rows(const std::shared_ptr<const Column>& own,
                                        const std::shared_ptr<const Column>& other, row_index from,
                                        row_index to) {
  auto all = std::make_shared<Column>(*own);
  for (row_index row = from; row < to; ++row) all->push_back((*other)[row]);
  return all;
}

/// The organisation with the rows that only @p after has, which stand outside it: as a post that
/// ends keeps its row in the organisation after, one that is added has its row in the one before.
organisation with_rows_of(const organisation& org, const organisation& after) {
  const auto from = static_cast<row_index>(org.size());
  const auto to = static_cast<row_index>(after.size());
  organisation_parts parts = org.parts();
  const position_table& own = org.table();
  const position_table& other = after.table();
  const auto both = [&](auto position_table::*column) {
    return with_rows(own.*column, other.*column, from, to);
  };
  parts.table.codes = other.codes;
  parts.table.titles = both(&position_table::titles);
  parts.table.kinds = both(&position_table::kinds);
  parts.table.ranks = both(&position_table::ranks);
  parts.table.units = both(&position_table::units);
  parts.table.seats = both(&position_table::seats);
  parts.table.filled = both(&position_table::filled);
  parts.table.classes = both(&position_table::classes);
  parts.table.costs = both(&position_table::costs);
  parts.table.budgets = both(&position_table::budgets);
  parts.table.holders = both(&position_table::holders);
  parts.table.legal_sources = both(&position_table::legal_sources);
  const auto flags = std::make_shared<flag_column>(*own.flags);
  for (row_index row = from; row < to; ++row) {
    flags->push_back({std::string(external_flag)});
    parts.superiors.push_back(no_row);
    parts.unresolved.emplace_back(row, std::string());
  }
  parts.table.flags = flags;
  return organisation(std::move(parts));
}

}  // namespace

row_index first_added(const report_content& content) {
  auto first = static_cast<row_index>(content.before.size());
  if (!content.change) return first;
  for (const ledger_entry& entry : content.change->changes.entries)
    if (entry.change() == change_kind::added || entry.change() == change_kind::split_off)
      first = std::min(first, *entry.row());
  return first;
}

std::optional<report_content> with_added_rows(const report_content& content) {
  if (!content.change) return std::nullopt;
  const organisation& after = content.change->after;
  const auto& was = content.before.table().codes->texts;
  const auto& is = after.table().codes->texts;
  bool same = content.before.size() <= after.size();
  if (content.before.table().codes != after.table().codes)
    for (row_index row = 0; same && row < was.size(); ++row) same = was[row] == is[row];
  if (!same)
    throw structure_error(
        "the organisation after has other rows than the one before; a report is on a scenario of "
        "one organisation");
  if (was.size() == is.size()) return std::nullopt;
  std::optional<report_content> wider = content;
  wider->before = with_rows_of(content.before, after);
  for (position_id& p : wider->change->kept_tops)
    p = wider->before.position_at(content.before.row(p));
  return wider;
}

}  // namespace pangkas::detail
