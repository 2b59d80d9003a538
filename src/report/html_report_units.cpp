// SPDX-License-Identifier: BSL-1.0
#include "html_report_parts.hpp"

#include <pangkas/decisions/decisions.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

using nlohmann::ordered_json;

/// Beyond it the largest are listed; all together are summed whatever is listed.
constexpr std::size_t most_units = 2'000;
constexpr std::size_t most_loaded = 10;

const std::optional<decided>& decided_on(const report_content& content, bool is_after) {
  if (!content.change) return content.decisions;
  return is_after ? content.change->found.decided_after : content.change->found.decided_before;
}

/// What is told of a unit on one side.
struct unit_sums {
  std::size_t positions = 0;
  double seats = 0;
  std::optional<double> filled{};
  std::optional<double> vacant{};
  std::optional<double> cost{};
  std::size_t managers = 0;
  std::size_t spans = 0;
  std::size_t widest = 0;
  std::vector<double> seats_in_layer{};
  double hand_offs = 0;
  double volume = 0;
  std::optional<double> load{};     ///< full-time posts, together
  std::optional<double> busiest{};  ///< of one seat, the largest
  std::size_t breaches = 0;
};

void add(std::optional<double>& sum, double value) { sum = sum.value_or(0) + value; }

bool has_loads(const std::optional<decided>& ways) {
  return ways && ways->found.load.size() == ways->org.size();
}

/// Minutes of work of a position; one that was not there when decisions were followed has none.
double load_of(const decided& ways, const organisation& org, position_id p) {
  const row_index row = org.row(p);
  return row < ways.org.size() ? ways.found.load[ways.org.position_at(row)] : 0;
}

class unit_study {
 public:
  unit_study(const report_view& view, const path_study& paths) : view_(view), paths_(paths) {
    add_units(view.named.before);
    if (view.named.change) add_units(view.named.change->after);
    std::size_t place = 0;
    for (auto& [unit, at] : places_) at = place++;
  }

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] const std::map<std::string, std::size_t>& places() const { return places_; }

  /// The sums of each unit, then of all.
  [[nodiscard]] std::vector<unit_sums> side(bool is_after) const {
    const report_content& real = view_.real;
    const organisation& org = is_after ? real.change->after : real.before;
    // Filled seats and costs are withheld with the names.
    const organisation& named = is_after ? view_.named.change->after : view_.named.before;
    const command_forest& forest = org.command();
    const std::vector<std::uint32_t> spans = span_of_control(forest);
    const std::optional<decided>& ways = decided_on(real, is_after);
    const bool has_load = has_loads(ways);
    const auto& raised = paths_.by_originator();
    std::vector<unit_sums> all(size() + 1);
    std::vector<std::uint32_t> layer(forest.placed(), 1);
    for (position_id p{0}; p < org.size(); ++p) {
      if (p < forest.placed() && forest.superiors()[p] != no_position)
        layer[p] = layer[forest.superiors()[p]] + 1;
      if (forest.is_external(p)) continue;
      const position_id before = real.before.position_at(org.row(p));
      const std::size_t unit = places_.find(std::string(named.unit(p)))->second;
      for (unit_sums* sums : {&all[unit], &all.back()}) {
        ++sums->positions;
        const double seats = org.seats(p);
        sums->seats += seats;
        if (const auto filled = named.filled(p)) {
          add(sums->filled, *filled);
          add(sums->vacant, seats - *filled);
        }
        if (const auto cost = named.cost(p)) add(sums->cost, *cost);
        if (spans[p] > 0) ++sums->managers;
        sums->spans += spans[p];
        sums->widest = std::max<std::size_t>(sums->widest, spans[p]);
        if (p < forest.placed()) {
          if (sums->seats_in_layer.size() < layer[p]) sums->seats_in_layer.resize(layer[p]);
          sums->seats_in_layer[layer[p] - 1] += seats;
        }
        if (before < raised.size()) {
          sums->volume += raised[before].volume;
          sums->hand_offs +=
              is_after ? raised[before].hand_offs_after : raised[before].hand_offs_before;
        }
        if (!has_load) continue;
        const double minutes = load_of(*ways, org, p);
        add(sums->load, minutes / real.options.working_minutes);
        sums->busiest =
            std::max(sums->busiest.value_or(0), full_time_posts(org, p, minutes, real.options));
      }
    }
    if (is_after)
      for (const finding& f : real.change->found.findings_after)
        if (const auto found = f.position.empty() ? std::nullopt : org.find(f.position)) {
          // A post that has ended is outside; what it leaves behind counts where it was.
          const auto unit = places_.find(std::string(named.unit(*found)));
          if (unit != places_.end()) ++all[unit->second].breaches;
          ++all.back().breaches;
        }
    return all;
  }

 private:
  void add_units(const organisation& org) {
    for (position_id p{0}; p < org.size(); ++p)
      if (!org.command().is_external(p)) places_.try_emplace(std::string(org.unit(p)), 0);
  }

  const report_view& view_;
  const path_study& paths_;
  std::map<std::string, std::size_t> places_{};
};

ordered_json json_of(const unit_sums& of, bool is_after) {
  ordered_json all{
      {"positions", of.positions},
      {"seats", of.seats},
      {"filled", or_null(of.filled)},
      {"vacant", or_null(of.vacant)},
      {"cost", or_null(of.cost)},
      {"managers", of.managers},
      {"mean_span", of.managers == 0 ? ordered_json()
                                     : ordered_json(static_cast<double>(of.spans) /
                                                    static_cast<double>(of.managers))},
      {"widest_span", of.widest},
      {"seats_in_layer", of.seats_in_layer},
      {"volume", of.volume},
      {"hand_offs", of.volume > 0 ? ordered_json(of.hand_offs / of.volume) : ordered_json()},
      {"load", or_null(of.load)},
      {"busiest", or_null(of.busiest)}};
  if (is_after) all["breaches"] = of.breaches;
  return all;
}

}  // namespace

ordered_json units_json(const report_view& view, const path_study& paths) {
  const unit_study study(view, paths);
  const bool changed = view.real.change.has_value();
  const std::vector<unit_sums> before = study.side(false);
  const std::vector<unit_sums> after = changed ? study.side(true) : std::vector<unit_sums>{};
  std::vector<std::pair<std::string_view, std::size_t>> order;
  for (const auto& [unit, place] : study.places()) order.emplace_back(unit, place);
  if (order.size() > most_units) {
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](const auto& one) { return before[one.second].positions; });
    order.resize(most_units);
    std::ranges::sort(order);
  }
  const auto both = [&](std::size_t place) {
    return ordered_json{{"before", json_of(before[place], false)},
                        {"after", changed ? json_of(after[place], true) : ordered_json()}};
  };
  ordered_json list = ordered_json::array();
  for (const auto& [unit, place] : order) {
    ordered_json one = both(place);
    one["unit"] = unit;
    list.push_back(std::move(one));
  }
  return {{"total", study.size()}, {"list", std::move(list)}, {"all", both(study.size())}};
}

ordered_json load_json(const report_view& view) {
  const report_content& real = view.real;
  const bool changed = real.change.has_value();
  struct loaded {
    position_id before = no_position;
    double was = 0;
    std::optional<double> is{};
  };
  std::vector<loaded> all;
  for (const bool is_after : {false, true}) {
    if (is_after && !changed) continue;
    const auto& ways = decided_on(real, is_after);
    const organisation& org = is_after ? real.change->after : real.before;
    if (!has_loads(ways)) return nullptr;
    all.resize(real.before.size());
    for (position_id p{0}; p < org.size(); ++p) {
      const position_id before = real.before.position_at(org.row(p));
      const double load = full_time_posts(org, p, load_of(*ways, org, p), real.options);
      all[before].before = before;
      (is_after ? all[before].is.emplace() : all[before].was) = load;
    }
  }
  const auto most = [&](auto value) {
    std::vector<loaded> first = all;
    std::ranges::stable_sort(first, std::ranges::greater{}, value);
    first.resize(std::min(first.size(), most_loaded));
    return first;
  };
  std::vector<loaded> listed = most([](const loaded& one) { return one.is.value_or(one.was); });
  for (const loaded& one : most([](const loaded& other) { return other.was; }))
    if (std::ranges::find(listed, one.before, &loaded::before) == listed.end())
      listed.push_back(one);
  ordered_json list = ordered_json::array();
  for (const loaded& one : listed)
    list.push_back({{"post", or_null(view.shown.post(one.before))},
                    {"code", view.named.before.code(one.before)},
                    {"title", view.named.before.title(one.before)},
                    {"seats", real.before.seats(one.before)},
                    {"before", one.was},
                    {"after", or_null(one.is)}});
  return list;
}

}  // namespace pangkas::inline v0_1::detail
