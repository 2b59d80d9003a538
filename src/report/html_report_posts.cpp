// SPDX-License-Identifier: BSL-1.0
#include "html_report_parts.hpp"

#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
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

}  // namespace

shown_posts::shown_posts(const organisation& before, std::size_t most,
                         const std::vector<position_id>& needed) {
  const command_forest& forest = before.command();
  post_.assign(forest.size(), std::nullopt);
  std::vector<bool> is_shown(forest.size(), forest.size() <= most);
  if (forest.size() > most) {
    const std::vector<std::uint32_t> depth = depths(forest);
    std::vector<std::size_t> per_layer;
    for (const std::uint32_t d : depth) {
      if (per_layer.size() <= d) per_layer.resize(d + std::size_t{1}, 0);
      ++per_layer[d];
    }
    std::size_t count = 0;
    std::size_t last = 0;
    // All together are more than fit, so that it ends before the last.
    while (count + per_layer[last + 1] <= most) count += per_layer[++last];
    last_layer_ = last;
    // Tops alone may be too many: then the first of them are shown.
    for (position_id p{0}; p < forest.size(); ++p)
      if (depth[p] <= last || (last == 0 && depth[p] == 1 && count++ < most)) is_shown[p] = true;
    for (position_id p : needed)
      for (; p != no_position && !is_shown[p]; p = forest.superiors()[p]) is_shown[p] = true;
  }
  for (position_id p{0}; p < forest.size(); ++p) {
    if (!is_shown[p]) continue;
    post_[p] = static_cast<std::uint32_t>(positions_.size());
    positions_.push_back(p);
  }
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
          {"roll_up_layer", or_null(view.shown.roll_up_layer())},
          {"codes", std::move(codes)},
          {"titles", titles.json()},
          {"units", units.json()},
          {"seats", seats.json()},
          {"filled", filled.json()},
          {"cost", cost.json()}};
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
  const measures& measured = real.change ? real.change->found.before : real.measured;
  ordered_json all{{"bands", span_bucket_names},
                   {"before", measured.spans.buckets},
                   {"after", nullptr},
                   {"widest_before", list(widest.before)},
                   {"widest_after", nullptr}};
  if (real.change) {
    all["after"] = real.change->found.after.spans.buckets;
    all["widest_after"] = list(widest.after);
  }
  return all;
}

}  // namespace pangkas::detail
