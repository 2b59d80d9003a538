// SPDX-License-Identifier: BSL-1.0
#include "html_report_parts.hpp"

#include <pangkas/decisions/compare_decisions.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/matter_follower.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t most_undecidable = 1'000;
constexpr std::size_t most_orphaned = 1'000;
/// Of each matter where not all paths are listed.
constexpr std::size_t longest = 10;
constexpr std::size_t most_spread = 200;

/// Pairs of matter and originator.
std::size_t count_pairs(const organisation& org) {
  matter_follower follow(org);
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < follow.matters(); ++i) pairs += follow.originators(i).size();
  return pairs;
}

ordered_json histogram_json(const length_histogram& found) {
  return {{"volumes", found.volumes()},
          {"mean", or_null(found.mean())},
          {"p50", or_null(found.percentile(0.5))},
          {"p90", or_null(found.percentile(0.9))},
          {"max", or_null(found.longest())}};
}

ordered_json shrink_json(const path_change& change, double volume, std::size_t newly_undecidable) {
  return {{"volume", volume},
          {"formal", or_null(change.formal)},
          {"with_roles", or_null(change.with_roles)},
          {"with_coordination", or_null(change.with_coordination)},
          {"shadow", or_null(change.shadow)},
          {"longer", change.longer},
          {"shorter", change.shorter},
          {"unchanged", change.unchanged},
          {"newly_undecidable", newly_undecidable},
          {"lost", change.lost}};
}

/// One side of the listed paths, in columns.
class walk_columns {
 public:
  /// @param asked  The matter; null: the default one.
  void add(const followed_path& path, const matter* asked, const auto& post_of,
           const auto& authority_of) {
    hand_offs_.add(path.hand_offs);
    with_roles_.add(path.hand_offs_with_roles);
    with_coordination_.add(path.hand_offs_with_coordination);
    hours_.add(path.elapsed_hours);
    late_.add(asked != nullptr && path.elapsed_hours && !asked->allows(*path.elapsed_hours) ? 1
                                                                                            : 0);
    has_hours_ |= path.elapsed_hours.has_value();
    reason_.add(path.undecidable ? std::optional(static_cast<int>(*path.undecidable))
                                 : std::nullopt);
    authority_.add(path.authority ? std::optional(authority_of(*path.authority)) : std::nullopt);
    steps_begin_.add(static_cast<double>(post_.size()));
    for (const path_step& step : path.steps) {
      post_.add(post_of(step.position));
      role_.add(static_cast<double>(step.role));
      line_.add(step.led_here ? std::optional(static_cast<int>(*step.led_here)) : std::nullopt);
      acts_for_.add(step.acts_for ? post_of(*step.acts_for) : std::nullopt);
      passed_over_.add(step.passed_over);
      act_.add(step.act ? std::optional(static_cast<int>(*step.act)) : std::nullopt);
      after_.add(step.after ? 1 : 0);
      together_.add(step.together);
      has_orders_ |= step.act || step.after || step.together > 0;
    }
    passed_begin_.add(static_cast<double>(passed_.size()));
    for (const position_id p : path.passed_over) passed_.add(post_of(p));
  }

  ordered_json json(ordered_json authorities) {
    steps_begin_.add(static_cast<double>(post_.size()));
    passed_begin_.add(static_cast<double>(passed_.size()));
    ordered_json all{{"hand_offs", hand_offs_.json()},
                     {"with_roles", with_roles_.json()},
                     {"with_coordination", with_coordination_.json()},
                     {"reason", reason_.json()},
                     {"authority", authority_.json()},
                     {"authorities", std::move(authorities)},
                     {"steps_begin", steps_begin_.json()},
                     {"post", post_.json()},
                     {"role", role_.json()},
                     {"line", line_.json()},
                     {"acts_for", acts_for_.json()},
                     {"passed_over", passed_over_.json()},
                     {"passed_begin", passed_begin_.json()},
                     {"passed", passed_.json()}};
    if (has_orders_) {
      all["act"] = act_.json();
      all["after"] = after_.json();
      all["together"] = together_.json();
    }
    if (has_hours_) {
      all["hours"] = hours_.json();
      all["late"] = late_.json();
    }
    return all;
  }

 private:
  packed_column hand_offs_;
  packed_column with_roles_;
  packed_column with_coordination_;
  packed_column hours_;
  packed_column late_;
  packed_column reason_;
  packed_column authority_;
  packed_column steps_begin_;
  packed_column post_;
  packed_column role_;
  packed_column line_;
  packed_column acts_for_;
  packed_column passed_over_;
  packed_column act_;
  packed_column after_;
  packed_column together_;
  packed_column passed_begin_;
  packed_column passed_;
  bool has_orders_ = false;
  bool has_hours_ = false;
};

}  // namespace

void path_study::lengths::add(const path_length& length, double weight) {
  command.add(length.command, weight);
  with_roles.add(length.with_roles, weight);
  with_coordination.add(length.with_coordination, weight);
}

void path_study::lengths::add(const lengths& other, double volume) {
  command.add(other.command, volume);
  with_roles.add(other.with_roles, volume);
  with_coordination.add(other.with_coordination, volume);
  undecidable += other.undecidable;
  undecidable_volume += other.undecidable_volume * volume;
}

void path_study::matter_lengths::add(const matter_lengths& other, double each) {
  originators += other.originators;
  newly_undecidable += other.newly_undecidable;
  volume += each * other.volume;
  before.add(other.before, each);
  after.add(other.after, each);
  compared_before.add(other.compared_before, each);
  compared_after.add(other.compared_after, each);
}

void path_study::undecidables::add(const undecidable& found, bool is_new) {
  ++total;
  ++by_reason[static_cast<std::size_t>(found.reason)];
  if (is_new) ++newly_total;
  std::vector<undecidable>& list = is_new ? newly : others;
  if (list.size() < most_undecidable) list.push_back(found);
}

path_study::path_study(const report_content& content, const report_limits& limits)
    : content_(content),
      limits_(limits),
      total_(count_pairs(content.before)),
      lists_all_(total_ <= limits.paths) {
  matter_follower before(content.before, content.options);
  std::optional<matter_follower> after;
  if (content.change) after.emplace(content.change->after, content.options);
  both_sides sides{before, after ? &*after : nullptr};
  for (std::size_t place = 0; place < before.matters(); ++place) study_matter(place, sides);
  if (!lists_all_) list_some(sides);
}

position_id path_study::now(position_id before) const {
  return content_.change->after.position_at(content_.before.row(before));
}

std::vector<path_study::both_lengths> path_study::turn_to(std::size_t place,
                                                          both_sides& sides) const {
  sides.before.turn_to(place);
  // A simplification keeps every matter, and in its place; what may differ is how it is handled.
  if (sides.after != nullptr) sides.after->turn_to(place);
  std::vector<both_lengths> all;
  const std::vector<position_id>& originators = sides.before.originators(place);
  all.reserve(originators.size());
  for (const position_id o : originators)
    all.push_back({o, sides.before.length(o),
                   sides.after != nullptr ? sides.after->length(now(o)) : std::nullopt});
  return all;
}

void path_study::study_matter(std::size_t place, both_sides& sides) {
  const std::vector<both_lengths> all = turn_to(place, sides);
  matter_lengths found;
  found.originators = all.size();
  const double each = sides.before.volume_of_each(place);
  raised_.resize(content_.before.size());
  for (const auto& [o, was, is] : all) {
    const double weight = sides.before.weight(place, o);
    const auto is_undecidable = [&](lengths& side) {
      ++side.undecidable;
      side.undecidable_volume += weight;
    };
    found.volume += weight;
    if (was && (is || sides.after == nullptr)) {
      raised& sum = raised_[o];
      sum.volume += each * weight;
      sum.hand_offs_before += each * weight * static_cast<double>(was->with_roles);
      if (is) sum.hand_offs_after += each * weight * static_cast<double>(is->with_roles);
    }
    if (was) {
      found.before.add(*was, weight);
    } else {
      is_undecidable(found.before);
      undecidable_before_.add({place, o, sides.before.why_undecidable(o)}, false);
    }
    if (sides.after == nullptr) continue;
    if (is) {
      found.after.add(*is, weight);
    } else {
      is_undecidable(found.after);
      undecidable_after_.add({place, o, sides.after->why_undecidable(now(o))}, was.has_value());
    }
    if (was && !is) ++found.newly_undecidable;
    if (was && is) {
      found.compared_before.add(*was, weight);
      found.compared_after.add(*is, weight);
    }
  }
  matter_lengths weighed;
  weighed.add(found, each);
  all_.add(found, each);
  matters_.push_back(std::move(weighed));

  for (const auto& [o, was, is] : all) {
    if (!lists_all_) return;
    if (list(place, o, sides)) continue;
    lists_all_ = false;
    walks_.clear();
    steps_ = 0;
  }
}

bool path_study::list(std::size_t place, position_id originator, both_sides& sides) {
  walk w{place, originator, sides.before.path(originator), {}};
  if (sides.after != nullptr) w.after = sides.after->path(now(originator));
  std::size_t steps = 0;
  for (const followed_path* path : {&w.before, &w.after})
    steps += path->steps.size() + path->passed_over.size();
  if (steps > std::min(limits_.steps / 10, limits_.steps - steps_)) {
    steps_are_many_ = true;
    return false;
  }
  steps_ += steps;
  walks_.push_back(std::move(w));
  return true;
}

void path_study::list_some(both_sides& sides) {
  std::vector<candidate> all;
  for (std::size_t place = 0; place < sides.before.matters(); ++place)
    choose(place, turn_to(place, sides), all);
  std::ranges::sort(all, [&](const candidate& a, const candidate& b) {
    return std::tuple(a.rank, -matters_[a.matter].volume, a.matter, a.originator) <
           std::tuple(b.rank, -matters_[b.matter].volume, b.matter, b.originator);
  });
  std::size_t left = limits_.steps;
  std::erase_if(all, [&](const candidate& c) {
    const bool fits = c.steps <= std::min(limits_.steps / 10, left);
    if (fits)
      left -= c.steps;
    else
      steps_are_many_ = true;
    return !fits;
  });
  std::ranges::sort(all, [](const candidate& a, const candidate& b) {
    return std::tuple(a.matter, a.originator) < std::tuple(b.matter, b.originator);
  });
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || all[i].matter != all[i - 1].matter) {
      sides.before.turn_to(all[i].matter);
      if (sides.after != nullptr) sides.after->turn_to(all[i].matter);
    }
    // The posts that it passes over are known only now, and may be too many.
    static_cast<void>(list(all[i].matter, all[i].originator, sides));
  }
}

void path_study::choose(std::size_t place, const std::vector<both_lengths>& found,
                        std::vector<candidate>& all) const {
  std::vector<candidate> chosen;
  const auto take = [&](const both_lengths& both, std::size_t rank) {
    std::size_t steps = 0;
    for (const auto& length : {both.was, both.is})
      if (length) steps += length->with_coordination + 1;
    chosen.push_back({rank, place, both.originator, steps});
  };
  const auto take_longest = [&](std::optional<path_length> both_lengths::*which) {
    std::vector<const both_lengths*> by_length;
    for (const both_lengths& both : found)
      if (both.*which) by_length.push_back(&both);
    const auto rank = [which](const both_lengths* both) {
      const path_length& length = *(both->*which);
      return std::tuple(length.with_coordination, length.command);
    };
    std::ranges::stable_sort(
        by_length, [&](const both_lengths* a, const both_lengths* b) { return rank(a) > rank(b); });
    for (std::size_t i = 0; i < std::min(longest, by_length.size()); ++i) take(*by_length[i], i);
    // The first and the last, and what lies at equal distances between them; each rank halves the
    // distance, so that the spread is even wherever it ends.
    const std::size_t matters = std::max<std::size_t>(1, content_.before.matters().size());
    const std::size_t most =
        total_ <= limits_.paths
            ? by_length.size()
            : std::min(most_spread, std::max(longest, limits_.paths / matters / 2));
    const std::size_t spread = std::min(most, by_length.size());
    for (std::size_t i = 0; i < spread; ++i)
      take(*by_length[spread == 1 ? 0 : i * (by_length.size() - 1) / (spread - 1)],
           longest + std::numeric_limits<std::size_t>::digits -
               static_cast<std::size_t>(std::countr_zero(i)));
  };
  take_longest(&both_lengths::was);
  if (content_.change) take_longest(&both_lengths::is);
  std::ranges::sort(chosen, {},
                    [](const candidate& c) { return std::tuple(c.originator, c.rank); });
  const auto twice = std::unique(
      chosen.begin(), chosen.end(),
      [](const candidate& a, const candidate& b) { return a.originator == b.originator; });
  all.insert(all.end(), chosen.begin(), twice);
}

std::vector<position_id> path_study::on_listed_paths() const {
  std::vector<position_id> found;
  const auto add = [&](const followed_path& path, const auto& before) {
    for (const path_step& step : path.steps) {
      found.push_back(before(step.position));
      if (step.acts_for) found.push_back(before(*step.acts_for));
    }
    for (const position_id p : path.passed_over) found.push_back(before(p));
  };
  for (const walk& w : walks_) {
    found.push_back(w.originator);
    add(w.before, [](position_id p) { return p; });
    if (content_.change)
      add(w.after, [&](position_id p) {
        return content_.before.position_at(content_.change->after.row(p));
      });
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

ordered_json path_study::json(const lengths& found) {
  return {{"command", histogram_json(found.command)},
          {"with_roles", histogram_json(found.with_roles)},
          {"with_coordination", histogram_json(found.with_coordination)},
          {"undecidable", found.undecidable},
          {"undecidable_volume", found.undecidable_volume}};
}

ordered_json path_study::json(const report_view& view, const matter_lengths& found,
                              const matter* asked, const path_change* change) const {
  ordered_json all{
      {"code", asked == nullptr ? "" : asked->code},
      {"name", asked == nullptr ? "" : asked->name},
      {"channel", asked == nullptr ? ordered_json() : ordered_json(to_string(asked->channel))},
      {"volume", found.volume},
      {"originators", found.originators},
      {"before", json(found.before)},
      {"after", nullptr},
      {"compared", nullptr}};
  if (asked != nullptr && asked->limit_hours) all["limit_hours"] = *asked->limit_hours;
  if (!view.real.change) return all;
  all["after"] = json(found.after);
  all["compared"] = {{"before", json(found.compared_before)},
                     {"after", json(found.compared_after)},
                     {"shrink", shrink_json(*change, found.compared_before.command.volume(),
                                            found.newly_undecidable)}};
  return all;
}

ordered_json path_study::json(const report_view& view, const undecidables& found,
                              bool is_after) const {
  ordered_json list = ordered_json::array();
  const auto add = [&](const std::vector<undecidable>& some, bool newly) {
    for (const undecidable& u : some) {
      if (list.size() == most_undecidable) return;
      list.push_back({{"matter", u.matter},
                      {"post", or_null(view.shown.post(u.originator))},
                      {"code", view.named.before.code(u.originator)},
                      {"title", view.named.before.title(u.originator)},
                      {"reason", to_string(u.reason)},
                      {"newly", newly}});
    }
  };
  add(found.newly, true);
  add(found.others, false);
  return {{"total", found.total},
          {"newly", is_after ? ordered_json(found.newly_total) : ordered_json()},
          {"by_reason", found.by_reason},
          {"list", std::move(list)}};
}

ordered_json path_study::walks_json(const report_view& view) const {
  packed_column matter_column;
  packed_column originator;
  for (const walk& w : walks_) {
    matter_column.add(static_cast<double>(w.matter));
    originator.add(view.shown.post(w.originator));
  }
  const auto side_json = [&](const organisation& real, const organisation& named,
                             followed_path walk::*path) {
    walk_columns columns;
    ordered_json authorities = ordered_json::array();
    std::map<std::size_t, std::size_t> places;
    const auto authority_of = [&](std::size_t place) {
      const auto [known, is_new] = places.emplace(place, authorities.size());
      if (is_new) authorities.push_back(authority_json(view, named.authorities()[place]));
      return known->second;
    };
    const auto post_of = [&](position_id p) { return view.post_of_row(real.row(p)); };
    for (const walk& w : walks_)
      columns.add(w.*path, real.matters().empty() ? nullptr : &real.matters()[w.matter], post_of,
                  authority_of);
    return columns.json(std::move(authorities));
  };
  ordered_json all{{"total", total_},
                   {"listed", walks_.size()},
                   {"complete", walks_.size() == total_},
                   {"matter", matter_column.json()},
                   {"originator", originator.json()},
                   {"before", side_json(view.real.before, view.named.before, &walk::before)},
                   {"after", nullptr}};
  if (steps_are_many_) all["most_steps"] = limits_.steps;
  if (view.real.change)
    all["after"] = side_json(view.real.change->after, view.named.change->after, &walk::after);
  return all;
}

ordered_json path_study::json(const report_view& view) const {
  const std::vector<matter>& names = view.named.before.matters();
  const path_change* change = view.real.change ? &view.real.change->found.change : nullptr;
  ordered_json matters = ordered_json::array();
  for (std::size_t i = 0; i < matters_.size(); ++i)
    matters.push_back(json(
        view, matters_[i], names.empty() ? nullptr : &names[i],
        names.empty() || change == nullptr ? change : &view.real.change->found.change.matters[i]));
  ordered_json orphaned = nullptr;
  if (view.real.change) {
    std::size_t total = 0;
    ordered_json list = ordered_json::array();
    for (const ledger_entry& entry : view.real.change->changes.entries) {
      if (entry.change() != change_kind::authority_orphaned &&
          entry.change() != change_kind::authority_lapsed)
        continue;
      if (++total <= most_orphaned)
        list.push_back(authority_change_json(view, std::get<authority_changed>(entry.what)));
    }
    orphaned = {{"total", total}, {"list", std::move(list)}};
  }
  return {{"default_matter", names.empty()},
          {"matters", std::move(matters)},
          {"all", json(view, all_, nullptr, change)},
          {"undecidable",
           {{"before", json(view, undecidable_before_, false)},
            {"after", view.real.change ? json(view, undecidable_after_, true) : ordered_json()}}},
          {"orphaned", std::move(orphaned)},
          {"walks", walks_json(view)}};
}

}  // namespace pangkas::detail
