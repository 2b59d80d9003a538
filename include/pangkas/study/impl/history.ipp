// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/history.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/result_table.hpp>
#include <pangkas/study/measures.hpp>
#include <pangkas/study/position_changes.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The units of an organisation as they are.
inline std::map<std::string, unit_snapshot, std::less<>> units_of(const organisation& org) {
  struct sums {
    std::size_t reports = 0;
    std::size_t raised = 0;
    std::size_t hand_offs = 0;
  };
  const command_forest& forest = org.command();
  const dictionary_column& names = *org.table().units;
  std::vector<unit_snapshot> units(names.values().size());
  std::vector<sums> all(units.size());
  for (std::size_t layer = 1; layer <= forest.layers() + 1; ++layer) {
    // The placed ones layer by layer, then all others.
    const position_id first =
        layer <= forest.layers() ? forest.layer(layer).front() : position_id(forest.placed());
    const position_id end =
        layer <= forest.layers() ? forest.layer(layer).back() + 1 : position_id(forest.size());
    for (position_id p = first; p < end; ++p) {
      if (forest.is_external(p)) continue;
      const std::uint32_t unit = names.entry(org.row(p));
      unit_snapshot& at = units[unit];
      ++at.posts;
      at.seats += org.seats(p);
      const std::size_t span = forest.span(p);
      const bool is_placed = layer <= forest.layers();
      if (is_placed) at.layers = layer;
      if (span > 0) {
        ++at.managers;
        all[unit].reports += span;
        at.widest_span = std::max(at.widest_span, span);
      } else if (is_placed) {
        ++all[unit].raised;
        all[unit].hand_offs += layer - 1;
      }
    }
  }
  std::map<std::string, unit_snapshot, std::less<>> found;
  const auto ratio = [](std::size_t a, std::size_t b) -> std::optional<double> {
    if (b == 0) return std::nullopt;
    return static_cast<double>(a) / static_cast<double>(b);
  };
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].posts == 0) continue;
    units[i].unit = names.values()[i];
    units[i].mean_span = ratio(all[i].reports, units[i].managers);
    units[i].hand_offs = ratio(all[i].hand_offs, all[i].raised);
    found.emplace(units[i].unit, units[i]);
  }
  return found;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void history::add(std::string date, organisation org) {
  snapshot now;
  now.date = std::move(date);
  now.found = measure(org, options_);
  auto units = detail::units_of(org);
  if (before_) {
    const organisation& before = *before_;
    post_movements& all = now.since.emplace();
    const auto in_unit = [&](const organisation& side, row_index row) -> post_movements& {
      const std::string name((*side.table().units)[row]);
      unit_snapshot& unit = units[name];
      unit.unit = name;
      return unit.since;
    };
    const auto is_external = [](const organisation& side, row_index row) {
      return side.command().is_external(side.position_at(row));
    };
    for (const position_changes::row& row : compare_positions(before, org).rows) {
      const bool was = row.before != no_row && !is_external(before, row.before);
      const bool is = row.after != no_row && !is_external(org, row.after);
      if (was && !is) {
        ++all.left;
        ++in_unit(before, row.before).left;
      } else if (is && !was) {
        ++all.joined;
        ++in_unit(org, row.after).joined;
      } else if (was) {
        post_movements& here = in_unit(org, row.after);
        ++all.stayed;
        ++here.stayed;
        const auto differs = [&](std::string_view attribute) {
          const auto bit = std::ranges::find(detail::compared_attributes, attribute) -
                           detail::compared_attributes.begin();
          return (static_cast<unsigned>(row.attributes) >> static_cast<unsigned>(bit) & 1U) != 0;
        };
        if (row.what == position_change::moved) {
          ++all.moved;
          ++here.moved;
        }
        if (differs("rank")) {
          ++all.re_ranked;
          ++here.re_ranked;
        }
        if (differs("unit")) {
          ++all.came;
          ++all.went;
          ++here.came;
          ++in_unit(before, row.before).went;
        }
      }
    }
  }
  for (auto& [name, unit] : units) now.units.push_back(std::move(unit));
  snapshots_.push_back(std::move(now));
  before_ = std::move(org);
}

namespace detail {

/// @brief Collects columns of a table from rows.
class history_columns {
 public:
  explicit history_columns(std::size_t rows) { table_.rows = rows; }

  template <class Rows, class Of>
  void texts(std::string_view name, const Rows& rows, const Of& of) {
    const auto held = std::make_shared<std::vector<std::string>>();
    for (const auto& row : rows) held->push_back(of(row));
    table_.add(name, text_cells([held](std::size_t i) -> std::string_view { return (*held)[i]; }));
  }
  template <class Rows, class Of>
  void counts(std::string_view name, const Rows& rows, const Of& of) {
    count_cells cells;
    for (const auto& row : rows) {
      const std::optional<std::size_t> value = of(row);
      cells.push_back(value ? static_cast<std::uint32_t>(*value) : absent_count);
    }
    table_.add(name, std::move(cells));
  }
  template <class Rows, class Of>
  void numbers(std::string_view name, const Rows& rows, const Of& of) {
    number_cells cells;
    for (const auto& row : rows) {
      const std::optional<double> value = of(row);
      cells.push_back(value.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    table_.add(name, std::move(cells));
  }
  [[nodiscard]] result_table take() { return std::move(table_); }

 private:
  result_table table_;
};

}  // namespace detail

result_table history_table(const std::vector<snapshot>& snapshots) {
  using count = std::optional<std::size_t>;
  detail::history_columns columns(snapshots.size());
  const auto counts = [&](std::string_view name, auto of) { columns.counts(name, snapshots, of); };
  const auto numbers = [&](std::string_view name, auto of) {
    columns.numbers(name, snapshots, of);
  };
  const auto moves = [&](std::string_view name, std::size_t post_movements::*which) {
    counts(name,
           [which](const snapshot& s) { return s.since ? count((*s.since).*which) : count(); });
  };
  columns.texts("date", snapshots, [](const snapshot& s) { return s.date; });
  counts("posts", [](const snapshot& s) { return count(s.found.positions - s.found.external); });
  counts("placed", [](const snapshot& s) { return count(s.found.placed); });
  counts("layers", [](const snapshot& s) { return count(s.found.layers.layers); });
  numbers("mean_depth", [](const snapshot& s) { return s.found.layers.mean_depth; });
  counts("managers", [](const snapshot& s) { return count(s.found.spans.managers); });
  numbers("mean_span", [](const snapshot& s) { return s.found.spans.mean; });
  counts("widest_span", [](const snapshot& s) { return count(s.found.spans.max); });
  numbers("hand_offs", [](const snapshot& s) { return s.found.decisions.mean_hand_offs; });
  numbers("hand_offs_with_roles",
          [](const snapshot& s) { return s.found.decisions.mean_hand_offs_with_roles; });
  counts("undecidable", [](const snapshot& s) { return count(s.found.decisions.undecidable); });
  numbers("seats", [](const snapshot& s) { return std::optional(s.found.totals.seats); });
  numbers("filled", [](const snapshot& s) { return s.found.totals.filled; });
  numbers("cost", [](const snapshot& s) { return s.found.totals.cost; });
  moves("joined", &post_movements::joined);
  moves("left", &post_movements::left);
  moves("moved", &post_movements::moved);
  moves("re_ranked", &post_movements::re_ranked);
  moves("changed_unit", &post_movements::came);
  return columns.take();
}

result_table unit_history_table(const std::vector<snapshot>& snapshots) {
  using count = std::optional<std::size_t>;
  struct place {
    const snapshot* at = nullptr;
    const unit_snapshot* unit = nullptr;
  };
  std::vector<place> rows;
  for (const snapshot& s : snapshots)
    for (const unit_snapshot& unit : s.units) rows.push_back({&s, &unit});
  detail::history_columns columns(rows.size());
  const auto counts = [&](std::string_view name, std::size_t unit_snapshot::*which) {
    columns.counts(name, rows, [which](const place& p) { return count((*p.unit).*which); });
  };
  const auto moves = [&](std::string_view name, std::size_t post_movements::*which) {
    columns.counts(name, rows, [which](const place& p) {
      return p.at->since ? count(p.unit->since.*which) : count();
    });
  };
  columns.texts("date", rows, [](const place& p) { return p.at->date; });
  columns.texts("unit", rows, [](const place& p) { return p.unit->unit; });
  counts("posts", &unit_snapshot::posts);
  columns.numbers("seats", rows, [](const place& p) { return std::optional(p.unit->seats); });
  counts("managers", &unit_snapshot::managers);
  columns.numbers("mean_span", rows, [](const place& p) { return p.unit->mean_span; });
  counts("widest_span", &unit_snapshot::widest_span);
  counts("layers", &unit_snapshot::layers);
  columns.numbers("hand_offs", rows, [](const place& p) { return p.unit->hand_offs; });
  moves("joined", &post_movements::joined);
  moves("left", &post_movements::left);
  moves("moved", &post_movements::moved);
  moves("re_ranked", &post_movements::re_ranked);
  moves("came", &post_movements::came);
  moves("went", &post_movements::went);
  return columns.take();
}

}  // namespace pangkas
