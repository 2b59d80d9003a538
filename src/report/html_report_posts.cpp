// SPDX-License-Identifier: BSL-1.0
#include "html_report_parts.hpp"

#include <pangkas/graph/impl/subtree_intervals.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

using nlohmann::ordered_json;

/// Lines beside the command lines, and posts without a place, that are listed one by one.
constexpr std::size_t most_lines = 100'000;
constexpr std::size_t most_unplaced = 1'000;
constexpr std::size_t most_cycles = 100;

const organisation& after_of(const report_content& content) { return content.change->after; }

/// The position of a post on a side.
position_id on_side(const report_content& content, const organisation& side, position_id before) {
  return side.position_at(content.before.row(before));
}

/// Layers of trees without a root are counted from their top, too.
std::vector<std::uint32_t> depths(const command_forest& forest) {
  std::vector<std::uint32_t> depth(forest.size(), 1);
  const auto superiors = forest.superiors();
  for (position_id p{0}; p < forest.size(); ++p)
    if (superiors[p] != no_position) depth[p] = depth[superiors[p]] + 1;
  return depth;
}

/// Counts what is not shown at its nearest shown superior.
ordered_json hidden_json(const report_view& view, const organisation& side,
                         const std::vector<std::uint32_t>& spans) {
  if (view.shown.all()) return nullptr;
  const command_forest& forest = side.command();
  const std::size_t count = view.shown.positions().size();
  struct sums {
    std::size_t positions = 0;
    double seats = 0;
    std::size_t managers = 0;
  };
  std::vector<sums> below(count + 1);  // the last: below nobody that is shown
  std::vector<std::uint32_t> nearest(side.size());
  for (position_id p{0}; p < side.size(); ++p) {
    if (const auto post = view.post_of_row(side.row(p))) {
      nearest[p] = *post;
      continue;
    }
    const position_id superior = forest.superiors()[p];
    nearest[p] = superior == no_position ? static_cast<std::uint32_t>(count) : nearest[superior];
    sums& into = below[nearest[p]];
    ++into.positions;
    into.seats += side.seats(p);
    if (spans[p] > 0) ++into.managers;
  }
  packed_column positions;
  packed_column seats;
  packed_column managers;
  for (std::size_t post = 0; post < count; ++post) {
    positions.add(static_cast<double>(below[post].positions));
    seats.add(below[post].seats);
    managers.add(static_cast<double>(below[post].managers));
  }
  return {{"positions", positions.json()},
          {"seats", seats.json()},
          {"managers", managers.json()},
          {"tops",
           {{"positions", below[count].positions},
            {"seats", below[count].seats},
            {"managers", below[count].managers}}}};
}

/// Adds the lines other than command.
void add_lines(ordered_json& all, const report_view& view, const organisation& named) {
  packed_column superior;
  packed_column subordinate;
  packed_column type;
  text_dictionary role;
  text_dictionary matter;
  std::size_t total = 0;
  for (const line& l : named.lines()) {
    if (l.type == line_type::command) continue;  // of a cycle
    ++total;
    const auto above = view.post_of_row(named.row(l.superior));
    const auto below = view.post_of_row(named.row(l.subordinate));
    if (!above || !below || superior.size() == most_lines) continue;
    superior.add(*above);
    subordinate.add(*below);
    type.add(static_cast<double>(l.type));
    role.add(named.line_names()[l.role]);
    matter.add(named.line_names()[l.matter]);
  }
  all["lines"] = {{"superior", superior.json()},
                  {"subordinate", subordinate.json()},
                  {"type", type.json()},
                  {"role", role.json()},
                  {"matter", matter.json()}};
  all["lines_total"] = total;
}

void add_unplaced(ordered_json& all, const report_view& view, const organisation& named) {
  const command_forest& forest = named.command();
  ordered_json unplaced = ordered_json::array();
  for (position_id p(forest.placed()); p < forest.size() && unplaced.size() < most_unplaced; ++p)
    if (forest.superiors()[p] == no_position && !forest.is_external(p))
      unplaced.push_back({{"post", or_null(view.post_of_row(named.row(p)))},
                          {"code", named.code(p)},
                          {"superior", named.declared_superior(p)}});
  all["unplaced"] = std::move(unplaced);
  ordered_json cycles = ordered_json::array();
  for (const std::vector<row_index>& cycle : forest.cycles()) {
    if (cycles.size() == most_cycles) break;
    ordered_json codes = ordered_json::array();
    for (const row_index row : cycle) codes.push_back(named.table().codes->texts[row]);
    cycles.push_back(std::move(codes));
  }
  all["cycles"] = std::move(cycles);
}

ordered_json side_json(const report_view& view, std::string_view which, const organisation& side,
                       const organisation& named, const rank_list& ranks) {
  packed_column superior;
  packed_column kind;
  packed_column rank;
  packed_column layer;
  packed_column span;
  packed_column placement;
  text_dictionary position_class;
  const command_forest& forest = side.command();
  const std::vector<std::uint32_t> spans = span_of_control(forest);
  const std::vector<std::uint32_t> depth = depths(forest);
  for (const position_id before : view.shown.positions()) {
    const position_id p = on_side(view.real, side, before);
    const position_id above = forest.superiors()[p];
    superior.add(above == no_position ? std::nullopt : view.post_of_row(side.row(above)));
    const auto known = named.kind(p);
    kind.add(known ? std::optional(static_cast<int>(*known)) : std::nullopt);
    rank.add(ranks.of(named, p));
    position_class.add(named.position_class(p));
    layer.add(p < forest.placed() ? std::optional(depth[p]) : std::nullopt);
    span.add(spans[p]);
    placement.add(static_cast<double>(forest.placement_of(p)));
  }
  ordered_json all{{"which", which},
                   {"superior", superior.json()},
                   {"kind", kind.json()},
                   {"rank", rank.json()},
                   {"class", position_class.json()},
                   {"layer", layer.json()},
                   {"span", span.json()},
                   {"placement", placement.json()},
                   {"hidden", hidden_json(view, side, spans)}};
  add_lines(all, view, named);
  add_unplaced(all, view, named);
  return all;
}

std::vector<position_id> widest_ten(const command_forest& forest) {
  const std::vector<std::uint32_t> spans = span_of_control(forest);
  std::vector<position_id> managers;
  for (position_id p{0}; p < spans.size(); ++p)
    if (spans[p] > 0) managers.push_back(p);
  const auto wider = [&](position_id a, position_id b) {
    return spans[a] != spans[b] ? spans[a] > spans[b] : a < b;
  };
  const std::size_t most = std::min<std::size_t>(10, managers.size());
  std::ranges::partial_sort(managers, managers.begin() + static_cast<std::ptrdiff_t>(most), wider);
  managers.resize(most);
  return managers;
}

std::uint32_t widest_of(const std::vector<std::uint32_t>& spans) {
  return spans.empty() ? 0 : std::ranges::max(spans);
}

/// The bands of the histogram of spans: those of measures, further ones for spans of hundreds, and
/// cut where the limits of a policy lie, so that each band is below, within or above them.
class zoned_bands {
 public:
  zoned_bands(const check_limits& limits, std::uint32_t widest) : limits_(limits) {
    firsts_ = {1, 2, 4, 8, 13, 17, 31, 101, 301, 1001};
    if (limits.span_low) firsts_.push_back(std::max<std::size_t>(1, *limits.span_low));
    if (limits.span_high) firsts_.push_back(*limits.span_high + 1);
    std::ranges::sort(firsts_);
    firsts_.erase(std::unique(firsts_.begin(), firsts_.end()), firsts_.end());
    // Of what nobody has that much nothing is shown; but the bands of measures are.
    const std::size_t most = std::max<std::size_t>(widest, 17);
    const std::size_t shown = place(most) + 1;
    next_.assign(firsts_.begin() + 1, firsts_.end());
    firsts_.resize(shown);
  }

  [[nodiscard]] const std::vector<std::size_t>& firsts() const { return firsts_; }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < firsts_.size(); ++i) {
      std::string name = std::to_string(firsts_[i]);
      if (i == next_.size())
        name += "+";
      else if (next_[i] > firsts_[i] + 1)
        name += "-" + std::to_string(next_[i] - 1);
      all.push_back(std::move(name));
    }
    return all;
  }
  /// Of each band; null: the policy has no limits.
  [[nodiscard]] ordered_json zones() const {
    if (!limits_.span_low && !limits_.span_high) return nullptr;
    ordered_json all = ordered_json::array();
    for (const std::size_t first : firsts_) all.push_back(zone_names[zone(first)]);
    return all;
  }
  /// Managers by band.
  [[nodiscard]] std::vector<std::size_t> counted(const std::vector<std::uint32_t>& spans) const {
    std::vector<std::size_t> all(firsts_.size(), 0);
    for (const std::uint32_t span : spans)
      if (span > 0) ++all[place(span)];
    return all;
  }
  /// Managers below, within and above the limits; null: there are none.
  [[nodiscard]] ordered_json by_zone(const std::vector<std::uint32_t>& spans) const {
    if (!limits_.span_low && !limits_.span_high) return nullptr;
    std::array<std::size_t, 3> all{};
    for (const std::uint32_t span : spans)
      if (span > 0) ++all[zone(span)];
    return all;
  }

 private:
  static constexpr std::array<std::string_view, 3> zone_names{"below", "within", "above"};

  [[nodiscard]] std::size_t place(std::size_t span) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(firsts_, span) - firsts_.begin()) - 1;
  }
  [[nodiscard]] std::size_t zone(std::size_t span) const {
    if (limits_.span_low && span < *limits_.span_low) return 0;
    return limits_.span_high && span > *limits_.span_high ? 2 : 1;
  }

  const check_limits& limits_;
  std::vector<std::size_t> firsts_;
  std::vector<std::size_t> next_;  ///< the first span beyond each band but the last of all
};

}  // namespace

shown_posts::shown_posts(const report_content& content, std::size_t most,
                         const std::vector<position_id>& needed) {
  const command_forest& forest = content.before.command();
  const std::size_t count = forest.size();
  const row_index added = first_added(content);
  post_.assign(count, std::nullopt);
  std::vector<bool> is_shown(count, count <= most);
  if (count > most) {
    const std::vector<std::uint32_t> size = subtree_sizes(forest);
    std::vector<std::uint32_t> as_large(count + 1, 0);
    for (const std::uint32_t each : size) ++as_large[each];
    std::size_t room = most;
    std::size_t smallest = count + 1;
    // All together are more than fit, so that it ends before 0.
    while (as_large[smallest - 1] <= room) room -= as_large[--smallest];
    smallest_ = smallest;

    std::vector<position_id> open;
    const auto show = [&](position_id p) {
      if (is_shown[p]) return;
      is_shown[p] = true;
      open.push_back(p);
    };
    for (position_id p{0}; p < count; ++p)
      if (size[p] >= smallest || (size[p] + 1 == smallest && room > 0 && room-- > 0)) show(p);
    for (const position_id p : needed) show(p);
    for (row_index row = added; row < count; ++row) show(content.before.position_at(row));
    while (!open.empty()) {
      const position_id p = open.back();
      open.pop_back();
      if (forest.superiors()[p] != no_position) show(forest.superiors()[p]);
      if (!content.change) continue;
      const organisation& after = after_of(content);
      const position_id above = after.command().superiors()[on_side(content, after, p)];
      if (above != no_position) show(content.before.position_at(after.row(above)));
    }
  }
  // What a scenario adds has its numbers behind all others.
  const auto number = [&](bool is_added) {
    for (position_id p{0}; p < count; ++p) {
      if (!is_shown[p] || (content.before.row(p) >= added) != is_added) continue;
      post_[p] = static_cast<std::uint32_t>(positions_.size());
      positions_.push_back(p);
    }
  };
  number(false);
  if (added < count) number(true);
}

rank_list::rank_list(const report_view& view) : ranks_(ordered_json::array()) {
  const rank_scheme& scheme = view.named.before.scheme();
  // Counted by rank of the scheme, or by name where the scheme does not have it.
  struct counts {
    std::size_t before = 0;
    std::size_t after = 0;
  };
  std::vector<counts> of_scheme(scheme.ranks().size());
  std::map<std::string, counts, std::less<>> others;
  const auto count = [&](const organisation& org, std::size_t counts::*side) {
    for (position_id p{0}; p < org.size(); ++p) {
      if (org.command().is_external(p)) continue;
      if (const auto r = org.rank_of(p)) {
        ++(of_scheme[*r].*side);
        continue;
      }
      const std::string_view name = org.rank_name(p);
      if (name.empty()) continue;
      auto found = others.find(name);
      if (found == others.end()) found = others.emplace(std::string(name), counts{}).first;
      ++(found->second.*side);
    }
  };
  count(view.named.before, &counts::before);
  const bool changed = view.named.change.has_value();
  if (changed) count(after_of(view.named), &counts::after);
  const auto add = [&](std::string_view name, const counts& found, ordered_json order,
                       ordered_json kind, bool administrative) {
    ranks_.push_back({{"name", name},
                      {"order", std::move(order)},
                      {"kind", std::move(kind)},
                      {"administrative", administrative},
                      {"before", view.group(found.before)},
                      {"after", changed ? view.group(found.after) : ordered_json()}});
    return static_cast<std::uint32_t>(ranks_.size() - 1);
  };
  of_scheme_.resize(of_scheme.size());
  for (rank_index i = 0; i < of_scheme.size(); ++i)
    if (of_scheme[i].before + of_scheme[i].after > 0)
      of_scheme_[i] =
          add(scheme[i].name, of_scheme[i], i, to_string(scheme[i].kind), scheme[i].administrative);
  for (const auto& [name, found] : others)
    others_.emplace_back(name, add(name, found, nullptr, nullptr, false));
}

std::optional<std::uint32_t> rank_list::of(const organisation& named, position_id p) const {
  if (named.command().is_external(p)) return std::nullopt;  // its rank is counted nowhere
  if (const auto r = named.rank_of(p)) return of_scheme_[*r];
  const std::string_view name = named.rank_name(p);
  if (name.empty()) return std::nullopt;
  return std::ranges::lower_bound(others_, name, {},
                                  [](const auto& entry) { return std::string_view(entry.first); })
      ->second;
}

ordered_json posts_json(const report_view& view) {
  const organisation& named = view.named.before;
  ordered_json codes = ordered_json::array();
  text_dictionary titles;
  text_dictionary units;
  packed_column seats;
  packed_column filled;
  packed_column cost;
  for (const position_id p : view.shown.positions()) {
    codes.push_back(named.code(p));
    titles.add(named.title(p));
    units.add(named.unit(p));
    seats.add(named.seats(p));
    filled.add(named.filled(p));
    cost.add(named.cost(p));
  }
  return {{"shown", view.shown.positions().size()},
          {"total", named.size()},
          {"smallest_subtree", or_null(view.shown.smallest_subtree())},
          {"codes", std::move(codes)},
          {"titles", titles.json()},
          {"units", units.json()},
          {"seats", seats.json()},
          {"filled", filled.json()},
          {"cost", cost.json()},
          {"undrawn", undrawn_json(view)}};
}

ordered_json sides_json(const report_view& view, const rank_list& ranks) {
  ordered_json sides = ordered_json::array();
  sides.push_back(side_json(view, "before", view.real.before, view.named.before, ranks));
  if (view.real.change)
    sides.push_back(side_json(view, "after", after_of(view.real), after_of(view.named), ranks));
  return sides;
}

widest_spans find_widest(const report_content& content) {
  widest_spans found;
  found.before = widest_ten(content.before.command());
  if (!content.change) return found;
  const organisation& after = after_of(content);
  found.after = widest_ten(after.command());
  for (position_id& p : found.after) p = content.before.position_at(after.row(p));
  return found;
}

ordered_json spans_json(const report_view& view, const widest_spans& widest) {
  const report_content& real = view.real;
  const std::vector<std::uint32_t> before = span_of_control(real.before.command());
  std::vector<std::uint32_t> after;
  if (real.change) after = span_of_control(after_of(real).command());
  const auto list = [&](const std::vector<position_id>& positions) {
    ordered_json all = ordered_json::array();
    for (const position_id p : positions) {
      ordered_json one{{"post", or_null(view.shown.post(p))},
                       {"code", view.named.before.code(p)},
                       {"title", view.named.before.title(p)},
                       {"before", before[p]},
                       {"after", nullptr}};
      if (real.change) one["after"] = after[on_side(real, after_of(real), p)];
      all.push_back(std::move(one));
    }
    return all;
  };
  const check_limits none{};
  const zoned_bands bands(real.change ? real.change->rules.checks : none,
                          std::max(widest_of(before), widest_of(after)));
  ordered_json all{{"bands", bands.names()}, {"firsts", bands.firsts()},
                   {"zones", bands.zones()}, {"before", bands.counted(before)},
                   {"after", nullptr},       {"zoned_before", bands.by_zone(before)},
                   {"zoned_after", nullptr}, {"widest_before", list(widest.before)},
                   {"widest_after", nullptr}};
  if (real.change) {
    all["after"] = bands.counted(after);
    all["zoned_after"] = bands.by_zone(after);
    all["widest_after"] = list(widest.after);
  }
  return all;
}

}  // namespace pangkas::detail
