// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/metrics/betweenness.hpp>
#include <pangkas/metrics/dominators.hpp>
#include <pangkas/metrics/flow_hierarchy.hpp>
#include <pangkas/metrics/graicunas.hpp>
#include <pangkas/metrics/krackhardt.hpp>
#include <pangkas/metrics/line_distance.hpp>
#include <pangkas/metrics/pair_distance.hpp>
#include <pangkas/metrics/path_shortening.hpp>
#include <pangkas/metrics/reachability.hpp>
#include <pangkas/metrics/reaching_centrality.hpp>
#include <pangkas/metrics/span_bands.hpp>
#include <pangkas/metrics/trophic_levels.hpp>
#include <pangkas/report/hierarchy.hpp>

#include <fmt/format.h>
#include <boost/graph/filtered_graph.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas {
namespace {

using nlohmann::ordered_json;

// Beyond these a figure is not computed, or estimated from a sample: each takes seconds at most.
constexpr std::size_t reach_limit = 100'000;
constexpr std::size_t lub_limit = 20'000;
constexpr std::uint64_t step_limit = 1'000'000'000;
constexpr std::uint64_t exact_down_limit = 200'000'000;  // pairs of superior and subordinate
constexpr std::size_t exact_distance_limit = 5'000;
constexpr std::size_t most_starts = 1000;
constexpr std::size_t fewest_starts = 30;
constexpr std::size_t sampled_visits = 100'000'000;

constexpr std::string_view tangled_limit =
    "{} positions, limit {} of those at or above one with a second superior";

/// One figure on one network.
struct finding_of_measure {
  figure value = absence::not_given;
  std::string beyond;  ///< which limit, where it is the reason
  std::string words;   ///< what stands behind the number
  ordered_json more = ordered_json::object();
};

struct measure_entry {
  std::string name;
  std::string sees;
  finding_of_measure command;
  std::optional<finding_of_measure> all;  ///< absent for a measure of command lines alone
};

/// The measures of one network, in the order of the report.
class network_measures {
 public:
  network_measures(const organisation& org, const line_network& network)
      : org_(&org), network_(&network) {
    const auto reach = reachable_positions(network, {.limit = reach_limit});
    if (!reach) return;
    std::uint64_t pairs = 0;
    for (const std::uint32_t r : *reach) pairs += r;
    is_cheap_down_ = pairs <= exact_down_limit;
  }

  [[nodiscard]] std::vector<std::pair<measure_entry, finding_of_measure>> all() {
    add("krackhardt_connectedness",
        "pairs with a way between them; blind to flattening: 1 for every tree, chain and star "
        "alike",
        krackhardt_connectedness(*network_));
    add("krackhardt_hierarchy",
        "pairs that are not above each other; blind to flattening: 1 without cycles",
        krackhardt_hierarchy(*network_, {.limit = reach_limit}), reach_limit);
    add("krackhardt_efficiency_sna",
        "how few lines beyond a tree's, each direction a line; blind to flattening: 1 for every "
        "tree",
        krackhardt_efficiency_sna(*network_));
    add("krackhardt_efficiency_ucinet",
        "the same with a pair's two lines as one, by component; blind to flattening: 1 for every "
        "tree",
        krackhardt_efficiency_ucinet(*network_));
    add("krackhardt_efficiency_undirected",
        "the same against the room of an undirected network; blind to flattening: 1 for every tree",
        krackhardt_efficiency_undirected(*network_));
    add("krackhardt_lub_least",
        "pairs with one lowest common superior; blind to flattening: 1 for every tree",
        krackhardt_lub_least(*network_, {.limit = lub_limit}), lub_limit);
    add("krackhardt_lub_sna",
        "pairs with exactly one common top; blind to flattening: 1 for every tree",
        krackhardt_lub_sna(*network_, {.limit = lub_limit}), lub_limit);
    add("flow_hierarchy", "lines that are on no cycle; blind to flattening and to second superiors",
        flow_hierarchy(*network_));
    add("global_reaching_centrality",
        "how far the top is ahead in reach; sees flattening through the mean depth alone, a star "
        "has 1",
        global_reaching_centrality(*network_, {.limit = reach_limit}), reach_limit);
    const level_options levels{.most_steps = step_limit};
    add("trophic_incoherence_q",
        "lines over several layers; blind to flattening: 0 for every tree; needs a top above all",
        trophic_incoherence_q(*network_, levels), 0,
        fmt::format("the tolerance was not reached in {} steps", step_limit));
    add("trophic_incoherence_f0",
        "lines over several layers, and cycles; blind to flattening: 0 for every tree",
        trophic_incoherence_f0(*network_, levels), 0,
        fmt::format("the tolerance was not reached in {} steps", step_limit));
    add_betweenness();
    add_dominators();
    add_distance("line_distance_down",
                 "lines between superior and subordinate; sees flattening, not who reviews",
                 ways::down);
    add_distance("line_distance_both",
                 "lines between any two, up and down; sees flattening, and no role that is no line",
                 ways::both);
    return std::move(found_);
  }

 private:
  finding_of_measure& add(std::string name, std::string sees, figure value, std::size_t limit = 0,
                          std::string beyond = {}) {
    if (limit > 0) beyond = fmt::format(fmt::runtime(tangled_limit), network_->size(), limit);
    found_.emplace_back(measure_entry{std::move(name), std::move(sees), {}, {}},
                        finding_of_measure{value, std::move(beyond), {}, ordered_json::object()});
    return found_.back().second;
  }
  [[nodiscard]] std::string code(position_id p) const { return std::string(org_->code(p)); }

  void add_betweenness() {
    std::vector<double> between;
    double bound = 0;
    std::size_t starts = network_->size();
    if (is_cheap_down_) {
      between = betweenness(*network_);
    } else {
      sampled_betweenness sample = betweenness_of_sample(*network_, {.starts = most_starts});
      between = std::move(sample.of);
      bound = sample.error_bound;
      starts = sample.starts;
    }
    const auto largest = std::max_element(between.begin(), between.end());
    finding_of_measure& f =
        add("betweenness_down_max",
            "the position on most ways down between others; sees bottlenecks, not their workload",
            largest == between.end() ? figure(absence::no_pairs) : figure(*largest));
    if (largest == between.end()) return;
    const auto p = static_cast<position_id>(largest - between.begin());
    f.words = code(p);
    f.more["position"] = code(p);
    f.more["starts"] = starts;
    f.more["error_bound"] = bound;
    if (starts == network_->size()) return;
    f.words += fmt::format(
        ", estimated from {} of {} starts, seed 1; off by {:.6g} at most with "
        "95 % confidence",
        starts, network_->size(), bound);
    f.more["confidence"] = 0.95;
    f.more["seed"] = 1;
  }

  void add_dominators() {
    const dominator_tree tree = dominators(*network_);
    const line_network superiors = reversed(simple(*network_));
    std::optional<position_id> largest;
    for (position_id p{0}; p < network_->size(); ++p)
      if (!superiors.below(p).empty() && tree.dependants[p] > 0 &&
          (!largest || tree.dependants[p] > tree.dependants[*largest]))
        largest = p;
    finding_of_measure& f =
        add("dominator_dependants_max",
            "for how many one position below the tops is the only way up; sees what second lines "
            "bridge",
            largest ? figure(tree.dependants[*largest]) : figure(absence::no_candidates));
    if (!largest) return;
    f.words = code(*largest);
    f.more["position"] = code(*largest);
  }

  void add_distance(std::string name, std::string sees, ways which) {
    const std::size_t size = network_->size();
    if (which == ways::down ? is_cheap_down_ : size <= exact_distance_limit) {
      const line_distance_summary exact = line_distance(*network_, which);
      finding_of_measure& f = add(std::move(name), std::move(sees), exact.mean);
      f.more["longest"] = exact.longest;
      f.more["starts"] = size;
      if (exact.mean) f.words = fmt::format("longest {}", exact.longest);
      return;
    }
    const std::size_t starts = std::clamp(
        sampled_visits / std::max<std::size_t>(1, network_->lines()), fewest_starts, most_starts);
    const sampled_line_distance sample =
        line_distance_of_sample(*network_, {.starts = starts, .which = which});
    finding_of_measure& f = add(std::move(name), std::move(sees), sample.mean);
    f.more["longest_seen"] = sample.longest;
    f.more["starts"] = sample.starts;
    f.more["seed"] = sample.seed;
    f.more["confidence"] = sample.confidence;
    f.more["low"] = sample.low ? ordered_json(*sample.low) : ordered_json();
    f.more["high"] = sample.high ? ordered_json(*sample.high) : ordered_json();
    if (!sample.mean) return;
    f.words = fmt::format("estimated from {} of {} starts, seed {}; longest seen {}", sample.starts,
                          size, sample.seed, sample.longest);
    if (sample.low)
      f.words += fmt::format("; 95 % confidence {:.6g} to {:.6g}", *sample.low, *sample.high);
  }

  const organisation* org_;
  const line_network* network_;
  bool is_cheap_down_ = false;
  std::vector<std::pair<measure_entry, finding_of_measure>> found_;
};

/// Lets only command lines through.
struct is_command {
  const organisation* org = nullptr;
  bool operator()(const graph_line& line) const {
    return type_of(line, *org) == line_type::command;
  }
};

measure_entry best_line_entry(const organisation& org, std::string name, std::string sees,
                              const reasoned<best_line>& best) {
  measure_entry entry{std::move(name), std::move(sees), {}, {}};
  finding_of_measure& f = entry.command;
  f.beyond = fmt::format("{} positions, limit {} steps", org.size(), step_limit);
  f.value = best ? figure(best->shortening) : figure(*best.why_absent());
  if (!best) return entry;
  f.more["from"] = org.code(best->line.from);
  f.more["to"] = org.code(best->line.to);
  f.words =
      fmt::format("a line between {} and {}", org.code(best->line.from), org.code(best->line.to));
  return entry;
}

std::vector<measure_entry> measures_of_command(const organisation& org) {
  std::vector<measure_entry> entries;
  const pair_distance_summary distance = pair_distance(org);
  entries.push_back({"total_path_length",
                     "command lines between all pairs of a tree, added up; sees flattening",
                     {},
                     {}});
  entries.back().command.value = distance.mean
                                     ? figure(*distance.mean * static_cast<double>(distance.pairs))
                                     : figure(absence::no_pairs);
  const best_line_options limit{.most_steps = step_limit};
  entries.push_back(best_line_entry(
      org, "best_line_down", "most that one line from a superior far down takes off that total",
      best_line_down(org, limit)));
  entries.push_back(
      best_line_entry(org, "best_line_between_equals",
                      "most that one line between two of a layer takes off that total",
                      best_line_between_equals(org, limit)));

  const by_position<figure> relationships = graicunas(org);
  entries.push_back({"graicunas_max",
                     "relationships of the widest span; ranks spans, says nothing of hours",
                     {},
                     {}});
  finding_of_measure& widest = entries.back().command;
  widest.beyond = "the span is too wide for a number";
  widest.value = absence::no_lines;
  const std::vector<std::uint32_t> spans = span_of_control(org);
  const auto span = std::max_element(spans.begin(), spans.end());
  if (span != spans.end() && *span > 0) {
    const auto p = static_cast<position_id>(span - spans.begin());
    widest.value = relationships[p];
    widest.words = fmt::format("{} with a span of {}", org.code(p), *span);
    widest.more["position"] = org.code(p);
    widest.more["span"] = *span;
  }
  // No table of posts has time-spans, so there is nothing to give to strata_compression().
  entries.push_back({"strata_compression_share",
                     "superiors in the stratum of their subordinate; needs time-spans",
                     {},
                     {}});
  return entries;
}

struct hierarchy {
  std::size_t command_lines = 0;
  std::size_t lines = 0;
  std::vector<measure_entry> measures;
  std::vector<std::pair<span_band_set, span_band_summary>> bands;
};

hierarchy hierarchy_of(const organisation& org) {
  hierarchy found;
  const line_network all = network_of(org);
  const line_network command = network_of(boost::filtered_graph(org, is_command{&org}));
  found.lines = all.lines();
  found.command_lines = command.lines();
  for (auto& [entry, value] : network_measures(org, command).all()) {
    entry.command = value;
    entry.all = std::move(value);
    found.measures.push_back(std::move(entry));
  }
  if (found.lines != found.command_lines) {
    auto of_all = network_measures(org, all).all();
    for (std::size_t i = 0; i < of_all.size(); ++i)
      found.measures[i].all = std::move(of_all[i].second);
  }
  for (measure_entry& entry : measures_of_command(org)) found.measures.push_back(std::move(entry));

  for (const std::string& name : preset_span_bands()) {
    span_band_set set = preset_span_band_set(name);
    span_band_summary summary = span_bands_by_work(org, set);
    found.bands.emplace_back(std::move(set), std::move(summary));
  }
  return found;
}

std::string number(double value) {
  return value >= 1e6 && value < 1e15 &&
                 value == static_cast<double>(static_cast<std::int64_t>(value))
             ? fmt::format("{}", static_cast<std::int64_t>(value))
             : fmt::format("{:.6g}", value);
}

std::string reason_of(const finding_of_measure& f) {
  const absence why = *f.value.why_absent();
  if ((why == absence::too_large || why == absence::not_converged) && !f.beyond.empty())
    return "not computed: " + f.beyond;
  return fmt::format("undefined: {}", to_string(why));
}

std::string in_words(const finding_of_measure& f) {
  if (!f.value) return "– (" + reason_of(f) + ")";
  return f.words.empty() ? number(*f.value) : fmt::format("{} ({})", number(*f.value), f.words);
}

ordered_json json_of(const finding_of_measure& f) {
  ordered_json object{{"value", f.value ? ordered_json(*f.value) : ordered_json()}};
  if (!f.value) object["reason"] = reason_of(f);
  for (const auto& [key, value] : f.more.items()) object[key] = value;
  return object;
}

std::string percent(const figure& share) {
  return share ? fmt::format("{:.1f} %", *share * 100) : std::string("–");
}

}  // namespace

span_band_summary span_bands_by_work(const organisation& org, const span_band_set& set) {
  constexpr std::string_view prefix = "work:";
  return span_bands(org, set, [&](position_id p) {
    std::optional<std::size_t> band;
    for (const std::string& flag : org.flags(p))
      if (!band && flag.starts_with(prefix)) band = set.find(flag.substr(prefix.size()));
    return band;
  });
}

std::string hierarchy_text(const organisation& org) {
  const hierarchy found = hierarchy_of(org);
  const bool has_others = found.lines != found.command_lines;
  std::string text = fmt::format(
      "\nHierarchy, by lines superior → subordinate: {} command lines, {} of other types\n",
      found.command_lines, found.lines - found.command_lines);
  for (const measure_entry& entry : found.measures) {
    if (!has_others || !entry.all)
      text += fmt::format("  {:<33} {}\n", entry.name, in_words(entry.command));
    else
      text += fmt::format("  {:<33} command lines {}\n  {:<33} all lines     {}\n", entry.name,
                          in_words(entry.command), "", in_words(*entry.all));
    text += fmt::format("      {}\n", entry.sees);
  }
  text +=
      "\nSpan bands: managers inside, under and over the band of their work (flag work:NAME), "
      "else of the target\n";
  for (const auto& [set, summary] : found.bands) {
    text += fmt::format("  {:<16} inside {}, under {}, over {} of {} judged: {}\n", set.name,
                        percent(summary.share_inside), percent(summary.share_under),
                        percent(summary.share_over), summary.judged, set.title);
    text += fmt::format("  {:<16} ", "");
    for (std::size_t i = 0; i < set.bands.size(); ++i)
      text += fmt::format("{}: {}; ", set.bands[i].name, summary.per_band[i]);
    text += fmt::format("in no band: {}\n", summary.in_no_band);
  }
  if (!found.bands.empty() && found.bands.front().second.others_per_manager)
    text += fmt::format("  {} positions without subordinates for each manager\n",
                        number(*found.bands.front().second.others_per_manager));
  return text;
}

std::string hierarchy_to_json(const organisation& org) {
  const hierarchy found = hierarchy_of(org);
  ordered_json measures = ordered_json::object();
  for (const measure_entry& entry : found.measures) {
    ordered_json object{{"sees", entry.sees}, {"command_lines", json_of(entry.command)}};
    if (entry.all) object["all_lines"] = json_of(*entry.all);
    measures[entry.name] = std::move(object);
  }
  const auto share = [](const figure& f) { return f ? ordered_json(*f) : ordered_json(); };
  ordered_json bands = ordered_json::object();
  for (const auto& [set, summary] : found.bands) {
    ordered_json per_band = ordered_json::object();
    for (std::size_t i = 0; i < set.bands.size(); ++i)
      per_band[set.bands[i].name] = summary.per_band[i];
    bands[set.name] = {{"title", set.title},
                       {"source", set.source},
                       {"managers", summary.managers},
                       {"per_band", std::move(per_band)},
                       {"in_no_band", summary.in_no_band},
                       {"judged", summary.judged},
                       {"inside", summary.inside},
                       {"under", summary.under},
                       {"over", summary.over},
                       {"share_inside", share(summary.share_inside)},
                       {"share_under", share(summary.share_under)},
                       {"share_over", share(summary.share_over)},
                       {"others_per_manager", share(summary.others_per_manager)}};
  }
  const ordered_json all{{"lines", {{"command", found.command_lines}, {"all", found.lines}}},
                         {"measures", std::move(measures)},
                         {"span_bands", std::move(bands)}};
  return all.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace pangkas
