// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/structure_tables.hpp>

#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/core/result_table.hpp>
#include <pangkas/core/text_column.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/matter_follower.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/metrics/roll_up.hpp>
#include <pangkas/metrics/seat_spans.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace detail {

inline constexpr double absent_number = std::numeric_limits<double>::quiet_NaN();

/// The difference of two sums, on their own grid.
inline double without(double sum, double part) {
  exact_sum rest;
  exact_sum taken;
  rest += sum;
  taken += part;
  rest -= taken;
  return rest.value();
}
inline double together(double a, double b) {
  exact_sum sum;
  sum += a;
  sum += b;
  return sum.value();
}

/// What is below a manager, itself left out.
struct below_manager {
  position_id manager = no_position;
  std::uint32_t positions = 0;
  double seats = 0;
  std::optional<double> filled{};
  std::uint32_t filled_known = 0;
  std::optional<double> cost{};
  std::uint32_t cost_known = 0;

  void add(const organisation& org, position_id subordinate) {
    ++positions;
    seats = together(seats, org.seats(subordinate));
    add(filled, filled_known, org.filled(subordinate));
    add(cost, cost_known, org.cost(subordinate));
  }

 private:
  static void add(std::optional<double>& sum, std::uint32_t& known, std::optional<double> figure) {
    if (!figure) return;
    sum = together(sum.value_or(0), *figure);
    ++known;
  }
};

/// A sum without the manager's own figure; absent if no other is known.
inline void leave_out(std::optional<double> sum, std::size_t known, std::optional<double> own,
                      std::optional<double>& below, std::uint32_t& below_known) {
  below_known = static_cast<std::uint32_t>(known - (own ? 1 : 0));
  if (below_known > 0) below = without(*sum, own.value_or(0));
}

/// For every manager, by id: its roll-up without itself, and what it leads on a cycle.
inline std::vector<below_manager> below_managers(const organisation& org) {
  std::vector<below_manager> found;
  for (const manager_totals& m : roll_up_by_manager(org)) {
    below_manager& below = found.emplace_back();
    below.manager = m.manager;
    below.positions = static_cast<std::uint32_t>(m.totals.positions - 1);
    below.seats = without(m.totals.seats, org.seats(m.manager));
    leave_out(m.totals.filled, m.totals.filled_known, org.filled(m.manager), below.filled,
              below.filled_known);
    leave_out(m.totals.cost, m.totals.cost_known, org.cost(m.manager), below.cost,
              below.cost_known);
  }
  for_each_cycle_line(org.command(), [&](position_id superior, position_id subordinate) {
    std::ranges::lower_bound(found, superior, {}, &below_manager::manager)->add(org, subordinate);
  });
  return found;
}

/// The codes of each position's chain, made one at a time.
class chain_cells {
 public:
  explicit chain_cells(organisation org) : org_(std::move(org)) {
    const command_forest& forest = org_.command();
    if (forest.layers() <= longest_chain) return;
    // Of a long chain the upper half is that of the superior, but for the first below that half.
    upper_.assign(forest.placed(), no_position);
    for (position_id p = *forest.layer(half).begin(); p < forest.placed(); ++p)
      upper_[p] = p < *forest.layer(half + 1).begin() ? p : upper_[forest.superiors()[p]];
  }

  std::string_view operator()(std::size_t row) {
    const position_id p = org_.position_at(static_cast<row_index>(row));
    if (p >= org_.command().placed()) return {};
    // Those of one superior mostly follow each other.
    const position_id superior = org_.command().superiors()[p];
    if (superior != superior_ || text_.empty()) {
      text_.clear();
      if (superior != no_position) write_above(superior);
      superior_ = superior;
      above_ = text_.size();
    }
    text_.resize(above_);
    text_ += org_.code(p);
    return text_;
  }

 private:
  static constexpr std::size_t half = longest_chain / 2;
  static constexpr std::string_view between = " > ";

  /// The chain down to a superior, as it stands before the code of a subordinate.
  void write_above(position_id superior) {
    const auto superiors = org_.command().superiors();
    std::size_t count = 0;
    position_id at = superior;
    for (; at != no_position && count + 1 < longest_chain; at = superiors[at])
      nearest_[count++] = at;
    if (at == no_position) return write(count);
    position_id upper = upper_[superior];
    std::array<position_id, half> first;
    for (std::size_t i = half; i-- > 0; upper = superiors[upper]) first[i] = upper;
    for (const position_id p : first) append(p);
    text_ += "…";
    text_ += between;
    write(half - 1);
  }
  void write(std::size_t count) {
    while (count-- > 0) append(nearest_[count]);
  }
  void append(position_id p) {
    text_ += org_.code(p);
    text_ += between;
  }

  organisation org_;
  std::vector<position_id> upper_;  ///< by placed position, its superior in layer `half`
  std::array<position_id, longest_chain> nearest_{};
  std::string text_;
  position_id superior_ = no_position;
  std::size_t above_ = 0;
};

/// The texts of rows that are named elsewhere; absent where no_row is.
inline text_cells codes_of(const organisation& org, std::vector<row_index> rows) {
  return [codes = org.table().codes, rows = std::move(rows)](std::size_t i) {
    return rows[i] == no_row ? std::string_view{} : codes->texts[rows[i]];
  };
}
/// The texts of a column, row by row; of the column itself, which is shared.
inline text_cells texts_of(std::shared_ptr<const dictionary_column> column) {
  return [column = std::move(column)](std::size_t row) { return (*column)[row]; };
}

/// The code of each row's superior as declared, whether or not there is such a position.
inline text_cells superiors_of(const organisation& org) {
  return [org](std::size_t row) {
    const row_index above = org.parts().superiors[row];
    return above == no_row ? org.declared_superior(org.position_at(static_cast<row_index>(row)))
                           : org.table().codes->texts[above];
  };
}

/// The mean hand-offs of what each position raises, by row.
struct own_hand_offs {
  number_cells command{};
  number_cells with_roles{};
};

inline own_hand_offs hand_offs_by_row(const organisation& org, const decision_options& options) {
  own_hand_offs found;
  if (org.matters().empty()) return found;
  found.command.assign(org.size(), 0);
  found.with_roles.assign(org.size(), 0);
  std::vector<double> volumes(org.size(), 0);
  matter_follower follow(org, options);
  for (std::size_t matter = 0; matter < follow.matters(); ++matter) {
    follow.turn_to(matter);
    const double each = follow.volume_of_each(matter);
    for (const position_id o : follow.originators(matter)) {
      const auto length = follow.length(o);
      if (!length) continue;
      const double volume = each * follow.weight(matter, o);
      const row_index row = org.row(o);
      volumes[row] += volume;
      found.command[row] += volume * static_cast<double>(length->command);
      found.with_roles[row] += volume * static_cast<double>(length->with_roles);
    }
  }
  for (row_index row = 0; row < org.size(); ++row)
    for (number_cells* cells : {&found.command, &found.with_roles})
      (*cells)[row] = volumes[row] > 0 ? (*cells)[row] / volumes[row] : absent_number;
  return found;
}

/// Groups of rows, each named by a text.
struct row_grouping {
  std::size_t groups = 0;
  std::vector<std::uint32_t> of{};     ///< by row
  std::vector<std::uint32_t> order{};  ///< of the groups that are told
};

inline row_grouping group_by(const dictionary_column& column) {
  row_grouping grouping;
  grouping.groups = column.values().size();
  grouping.of.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) grouping.of.push_back(column.entry(row));
  return grouping;
}

/// The columns that the tables of units, ranks and layers have in common.
class group_table {
 public:
  group_table(const organisation& org, const row_grouping& grouping)
      : org_(org),
        totals_(roll_up_by_group(org, grouping.groups, grouping.of)),
        groups_(grouping.groups) {
    const command_forest& forest = org.command();
    const by_position<std::uint32_t> spans = span_of_control(forest);
    for (std::size_t number = 1; number <= forest.layers(); ++number)
      for (const position_id p : forest.layer(number)) {
        group& g = groups_[grouping.of[org.row(p)]];
        if (g.placed++ == 0) g.first_layer = static_cast<std::uint32_t>(number);
        g.last_layer = static_cast<std::uint32_t>(number);
      }
    for (row_index row = 0; row < org.size(); ++row) {
      const position_id p = org.position_at(row);
      if (forest.is_external(p)) continue;
      group& g = groups_[grouping.of[row]];
      const auto kind = org.kind_in_row(row);
      if (!g.has_any) g.kind = kind;
      if (g.kind != kind) g.kind = std::nullopt;
      g.has_any = true;
      if (org.filled(p)) g.seats_where_filled_known += org.seats(p);
      if (spans[p] == 0) continue;
      ++g.managers;
      g.spans += spans[p];
      if (spans[p] > g.widest) {
        g.widest = spans[p];
        g.widest_manager = row;
      }
    }
    for (std::uint32_t i = 0; i < groups_.size(); ++i)
      if (groups_[i].has_any) order_.push_back(i);
  }

  /// Groups with positions, to be put in order.
  [[nodiscard]] std::vector<std::uint32_t>& order() { return order_; }
  [[nodiscard]] std::optional<position_kind> kind(std::uint32_t i) const { return groups_[i].kind; }

  /// Adds the columns from positions to widest_manager.
  void add_columns(result_table& table) const {
    const auto total = [&](auto figure) {
      return each([&](std::uint32_t i) { return figure(totals_[i]); });
    };
    table.add("positions", counts([&](std::uint32_t i) {
                return static_cast<std::uint32_t>(totals_[i].positions);
              }));
    table.add("seats", total([](const totals& t) { return t.seats; }));
    table.add("filled", total([](const totals& t) { return t.filled.value_or(absent_number); }));
    table.add("filled_known", counts([&](std::uint32_t i) {
                return static_cast<std::uint32_t>(totals_[i].filled_known);
              }));
    table.add("vacancies", each([&](std::uint32_t i) {
                const auto filled = totals_[i].filled;
                return filled ? without(groups_[i].seats_where_filled_known.value(), *filled)
                              : absent_number;
              }));
    table.add("cost", total([](const totals& t) { return t.cost.value_or(absent_number); }));
    table.add("cost_known", counts([&](std::uint32_t i) {
                return static_cast<std::uint32_t>(totals_[i].cost_known);
              }));
    table.add("managers", counts([&](std::uint32_t i) { return groups_[i].managers; }));
    table.add("mean_span", each([&](std::uint32_t i) {
                const group& g = groups_[i];
                return g.managers == 0 ? absent_number : static_cast<double>(g.spans) / g.managers;
              }));
    table.add("widest_span", counts([&](std::uint32_t i) {
                return groups_[i].managers == 0 ? absent_count : groups_[i].widest;
              }));
    std::vector<row_index> widest;
    for (const std::uint32_t i : order_) widest.push_back(groups_[i].widest_manager);
    table.add("widest_manager", codes_of(org_, std::move(widest)));
  }
  /// Adds the columns about layers.
  void add_layer_columns(result_table& table) const {
    const auto layer = [&](auto which) {
      return counts([&](std::uint32_t i) {
        return groups_[i].placed == 0 ? absent_count : groups_[i].*which;
      });
    };
    table.add("first_layer", layer(&group::first_layer));
    table.add("last_layer", layer(&group::last_layer));
    table.add("placed_share", each([&](std::uint32_t i) {
                return static_cast<double>(groups_[i].placed) /
                       static_cast<double>(totals_[i].positions);
              }));
  }

 private:
  struct group {
    exact_sum seats_where_filled_known{};
    std::uint64_t spans = 0;
    std::uint32_t managers = 0;
    std::uint32_t widest = 0;
    row_index widest_manager = no_row;
    std::uint32_t placed = 0;
    std::uint32_t first_layer = 0;
    std::uint32_t last_layer = 0;
    std::optional<position_kind> kind{};
    bool has_any = false;
  };

  template <class Figure>
  [[nodiscard]] number_cells each(Figure figure) const {
    number_cells cells;
    for (const std::uint32_t i : order_) cells.push_back(figure(i));
    return cells;
  }
  template <class Figure>
  [[nodiscard]] count_cells counts(Figure figure) const {
    count_cells cells;
    for (const std::uint32_t i : order_) cells.push_back(figure(i));
    return cells;
  }

  const organisation& org_;
  std::vector<totals> totals_;
  std::vector<group> groups_;
  std::vector<std::uint32_t> order_;
};

/// Texts of a dictionary by its entries.
inline text_cells entries_of(std::shared_ptr<const dictionary_column> column,
                             std::vector<std::uint32_t> entries) {
  return [column = std::move(column), entries = std::move(entries)](std::size_t i) {
    return column->values()[entries[i]];
  };
}

}  // namespace detail

result_table position_figures(const organisation& org, const decision_options& options) {
  const command_forest& forest = org.command();
  const std::size_t rows = org.size();
  count_cells layer(rows, absent_count);
  for (std::size_t number = 1; number <= forest.layers(); ++number)
    for (const position_id p : forest.layer(number))
      layer[org.row(p)] = static_cast<std::uint32_t>(number);
  // Superiors come first: a root is that of the superior.
  std::vector<row_index> root_of(forest.placed());
  for (position_id p{0}; p < forest.placed(); ++p) {
    const position_id superior = forest.superiors()[p];
    root_of[p] = superior == no_position ? org.row(p) : root_of[superior];
  }
  std::vector<row_index> root(rows, no_row);
  for (position_id p{0}; p < forest.placed(); ++p) root[org.row(p)] = root_of[p];
  root_of = {};

  count_cells span(rows, 0);
  number_cells span_seats(rows, 0);
  {
    const by_position<std::uint32_t> spans = span_of_control(forest);
    const by_position<std::optional<double>> seats = seat_spans(org, counted::seats);
    for (position_id p{0}; p < rows; ++p) {
      span[org.row(p)] = spans[p];
      span_seats[org.row(p)] = seats[p].value_or(detail::absent_number);
    }
  }
  count_cells below(rows, 0);
  number_cells seats_below(rows, 0);
  number_cells cost_below(rows, detail::absent_number);
  count_cells cost_known(rows, 0);
  for (const detail::below_manager& m : detail::below_managers(org)) {
    const row_index row = org.row(m.manager);
    below[row] = m.positions;
    seats_below[row] = m.seats;
    cost_below[row] = m.cost.value_or(detail::absent_number);
    cost_known[row] = m.cost_known;
  }
  detail::own_hand_offs hand_offs = detail::hand_offs_by_row(org, options);

  const position_table& columns = org.table();
  result_table table{rows, {}};
  table.add("code",
            text_cells([codes = columns.codes](std::size_t row) { return codes->texts[row]; }));
  table.add("title", detail::texts_of(columns.titles));
  table.add("unit", detail::texts_of(columns.units));
  table.add("rank", detail::texts_of(columns.ranks));
  table.add("layer", std::move(layer));
  table.add("root", detail::codes_of(org, std::move(root)));
  table.add("chain", text_cells(detail::chain_cells(org)));
  table.add("superior", detail::superiors_of(org));
  table.add("span", std::move(span));
  table.add("span_seats", std::move(span_seats));
  table.add("below", std::move(below));
  table.add("seats_below", std::move(seats_below));
  table.add("cost_below", std::move(cost_below));
  table.add("cost_known_below", std::move(cost_known));
  table.add("hand_offs", std::move(hand_offs.command));
  table.add("hand_offs_with_roles", std::move(hand_offs.with_roles));
  return table;
}

result_table manager_figures(const organisation& org) {
  const command_forest& forest = org.command();
  const by_position<std::uint32_t> spans = span_of_control(forest);
  const by_position<std::optional<double>> seat_span = seat_spans(org, counted::seats);
  // Subordinates come last: the layers below are known before those of the superior are asked for.
  by_position<std::uint32_t> layers_below(org.size(), 0);
  for (position_id p(org.size()); p > 0;) {
    --p;
    const position_id superior = forest.superiors()[p];
    if (superior != no_position)
      layers_below[superior] = std::max(layers_below[superior], layers_below[p] + 1);
  }
  detail::for_each_cycle_line(forest, [&](position_id superior, position_id) {
    layers_below[superior] = std::max(layers_below[superior], 1U);
  });

  std::vector<row_index> managers;
  count_cells direct;
  count_cells indirect;
  count_cells total;
  count_cells layers;
  number_cells direct_seats;
  number_cells indirect_seats;
  number_cells total_seats;
  number_cells per_head;
  number_cells filled;
  count_cells filled_known;
  number_cells cost;
  count_cells cost_known;
  truth_cells one_to_one;
  for (const detail::below_manager& m : detail::below_managers(org)) {
    const double direct_seats_here = seat_span[m.manager].value_or(0);
    managers.push_back(org.row(m.manager));
    direct.push_back(spans[m.manager]);
    indirect.push_back(m.positions - spans[m.manager]);
    total.push_back(m.positions);
    layers.push_back(layers_below[m.manager]);
    direct_seats.push_back(direct_seats_here);
    indirect_seats.push_back(detail::without(m.seats, direct_seats_here));
    total_seats.push_back(m.seats);
    const double heads = org.seats(m.manager);
    per_head.push_back(heads > 0 ? direct_seats_here / heads : detail::absent_number);
    filled.push_back(m.filled.value_or(detail::absent_number));
    filled_known.push_back(m.filled_known);
    cost.push_back(m.cost.value_or(detail::absent_number));
    cost_known.push_back(m.cost_known);
    one_to_one.push_back(spans[m.manager] == 1);
  }
  const std::size_t rows = managers.size();
  text_cells titles = [titles = org.table().titles, managers](std::size_t i) {
    return (*titles)[managers[i]];
  };
  result_table table{rows, {}};
  table.add("code", detail::codes_of(org, std::move(managers)));
  table.add("title", std::move(titles));
  table.add("direct", std::move(direct));
  table.add("indirect", std::move(indirect));
  table.add("total", std::move(total));
  table.add("layers_below", std::move(layers));
  table.add("direct_seats", std::move(direct_seats));
  table.add("indirect_seats", std::move(indirect_seats));
  table.add("total_seats", std::move(total_seats));
  table.add("direct_seats_per_head", std::move(per_head));
  table.add("filled", std::move(filled));
  table.add("filled_known", std::move(filled_known));
  table.add("cost", std::move(cost));
  table.add("cost_known", std::move(cost_known));
  table.add("one_to_one", std::move(one_to_one));
  return table;
}

result_table unit_figures(const organisation& org) {
  const dictionary_column& units = *org.table().units;
  detail::group_table groups(org, detail::group_by(units));
  std::ranges::sort(groups.order(), {}, [&](std::uint32_t i) { return units.values()[i]; });
  result_table table{groups.order().size(), {}};
  table.add("unit", detail::entries_of(org.table().units, groups.order()));
  groups.add_columns(table);
  groups.add_layer_columns(table);
  return table;
}

result_table rank_figures(const organisation& org) {
  const dictionary_column& ranks = *org.table().ranks;
  detail::group_table groups(org, detail::group_by(ranks));
  std::ranges::sort(groups.order(), {}, [&](std::uint32_t i) {
    const std::string_view name = ranks.values()[i];
    const auto place = name.empty() ? std::nullopt : org.scheme().find(name);
    return std::tuple(name.empty(), place.value_or(std::numeric_limits<rank_index>::max()), name);
  });
  result_table table{groups.order().size(), {}};
  table.add("rank", detail::entries_of(org.table().ranks, groups.order()));
  std::vector<std::optional<position_kind>> kinds;
  for (const std::uint32_t i : groups.order()) kinds.push_back(groups.kind(i));
  table.add("kind", text_cells([kinds = std::move(kinds)](std::size_t i) {
              return kinds[i] ? to_string(*kinds[i]) : std::string_view{};
            }));
  groups.add_columns(table);
  groups.add_layer_columns(table);
  return table;
}

result_table layer_figures(const organisation& org) {
  const command_forest& forest = org.command();
  detail::row_grouping grouping;
  const auto none = static_cast<std::uint32_t>(forest.layers());  // behind the last layer
  grouping.groups = none + std::size_t{1};
  grouping.of.assign(org.size(), none);
  for (std::uint32_t number = 0; number < none; ++number)
    for (const position_id p : forest.layer(number + std::size_t{1}))
      grouping.of[org.row(p)] = number;
  detail::group_table groups(org, grouping);
  result_table table{groups.order().size(), {}};
  count_cells layers;
  for (const std::uint32_t i : groups.order()) layers.push_back(i == none ? absent_count : i + 1);
  table.add("layer", std::move(layers));
  groups.add_columns(table);
  return table;
}

}  // namespace pangkas
