// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/scheme_findings.hpp>

#include <pangkas/core/impl/words.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/originators.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Looks at the paths of matter after matter.
class scheme_checks {
 public:
  scheme_checks(const organisation& org, const decision_options& options, finding_list& findings)
      : org_(org),
        options_(options),
        findings_(findings),
        paths_(org, options),
        rights_(org),
        raised_by_(org),
        reaches_some_(org.authorities().size(), 0),
        is_on_path_(org.authorities().size(), 0),
        hands_(holders_of_several(org)) {}

  void run() {
    for (const matter& m : org_.matters()) look_at(m);
    report_rights();
  }

 private:
  void look_at(const matter& m) {
    paths_.turn_to(m);
    const std::vector<position_id>& originators = raised_by_(m);
    mark_lines(originators);
    rights_.for_each(m, [&](const rights_by_matter::right& r) {
      const authority& a = org_.authorities()[r.place];
      if (!a.holds_on(options_.on) || a.acting || !reaches(org_, a, m, r.holder)) return;
      reaches_some_[r.place] = 1;
      if (on_line_[r.holder] != 0) is_on_path_[r.place] = 1;
    });
    std::map<std::size_t, std::size_t> unmet;
    std::map<std::size_t, std::size_t> joined;
    std::map<std::size_t, std::size_t> by_decider;
    std::size_t too_high = 0;
    risen_.clear();
    for (const std::uint32_t place : rights_.rules(m)) {
      const authority& a = org_.authorities()[place];
      if (a.originators && a.holds_on(options_.on)) reaches_some_[place] = 1;
    }
    for (const position_id o : originators) {
      const position_id decider = paths_.decider(o);
      if (paths_.is_of_scheme()) {
        const scheme_path& found = paths_.by_scheme(o);
        if (found.path.authority) is_on_path_[*found.path.authority] = 1;
        for (const std::size_t step : found.unmet) ++unmet[step];
        for (const std::size_t step : found.joined) ++joined[step];
        for (const std::size_t step : found.by_decider) ++by_decider[step];
        if (found.until_too_high) ++too_high;
      }
      if (!hands_.empty()) look_for_one_hand(o);
      if (decider != no_position && org_.command().superiors()[decider] == no_position)
        risen_.push_back(o);
    }
    const std::string of = "who raise " + in_quotes(m.code);
    const auto count = [&](std::size_t n) {
      return std::to_string(n) + " of " + std::to_string(originators.size());
    };
    const auto step_words = [&](std::size_t place) {
      const matter_step& step = org_.steps()[place];
      return "the step \"" + std::string(to_string(step.act)) + "\" of " +
             echo(to_string(step.who));
    };
    for (const auto& [step, n] : unmet)
      warn("step-without-post", {},
           step_words(step) + " is for nobody where " + count(n) + " stand " + of,
           "left out there; name somebody, or for whom the step is");
    for (const auto& [step, n] : by_decider)
      warn("veto-by-decider", {},
           step_words(step) + " falls, for " + count(n) + " " + of + ", to who decides it",
           "it is no check there; name another, or let another decide");
    for (const auto& [step, n] : joined)
      warn("steps-in-one-hand", {},
           step_words(step) + " falls, for " + count(n) + " " + of +
               ", to the decider or to one who takes another step",
           "one hand makes one step where they follow each other");
    if (too_high > 0)
      warn("until-above-decider", {},
           "the matter of " + count(too_high) + " " + of +
               " would climb above the post from which it goes over to the decider",
           "it climbs to the post below the nearest common superior");
    if (one_hand_ > 0)
      warn("holder-twice-on-path", org_.code(one_hand_first_),
           "on the paths of " + count(one_hand_) + " " + of +
               " one holder stands in two posts, such as " + in_quotes(org_.code(one_hand_first_)) +
               " and " + in_quotes(org_.code(one_hand_second_)),
           "counted as two steps; what the second hand checks, the first has done");
    one_hand_ = 0;
    report_risen(m, originators.size());
  }

  /// Numbers of holders by post, of those who are in several.
  static std::map<position_id, std::vector<std::size_t>> holders_of_several(
      const organisation& org) {
    std::map<position_id, std::vector<std::size_t>> found;
    std::size_t number = 0;
    for (const auto& [holder, rows] : posts_by_holder(*org.table().holders)) {
      if (rows.size() < 2) continue;
      for (const row_index row : rows) found[org.position_at(row)].push_back(number);
      ++number;
    }
    return found;
  }

  void look_for_one_hand(position_id originator) {
    const followed_path path = paths_.path(originator);
    std::map<std::size_t, position_id> seen;
    for (const path_step& step : path.steps) {
      const auto held = hands_.find(step.position);
      if (held == hands_.end()) continue;
      for (const std::size_t holder : held->second) {
        const auto [first, is_new] = seen.emplace(holder, step.position);
        if (is_new || first->second == step.position) continue;
        if (one_hand_++ == 0) {
          one_hand_first_ = first->second;
          one_hand_second_ = step.position;
        }
        return;
      }
    }
  }

  /// Those who raise a matter and all above them.
  void mark_lines(const std::vector<position_id>& originators) {
    on_line_.assign(org_.size(), 0);
    for (const position_id o : originators) on_line_[o] = 1;
    const auto superiors = org_.command().superiors();
    for (std::size_t p = org_.size(); p-- > 0;)
      if (on_line_[position_id(static_cast<std::uint32_t>(p))] != 0)
        if (const position_id above = superiors[p]; above != no_position) on_line_[above] = 1;
  }

  /// A matter that goes to a root by a right for all matters, though a post beside the line has one
  /// for this very matter.
  void report_risen(const matter& m, std::size_t originators) {
    std::vector<position_id> beside;
    std::vector<std::uint8_t> decides_this(org_.size(), 0);
    rights_.for_each(m, [&](const rights_by_matter::right& r) {
      const authority& a = org_.authorities()[r.place];
      if (a.matter == "*" || a.acting || !a.holds_on(options_.on) || !reaches(org_, a, m, r.holder))
        return;
      decides_this[r.holder] = 1;
      if (!a.whoever) beside.push_back(r.holder);
    });
    if (beside.empty()) return;
    std::size_t risen = 0;
    position_id to = no_position;
    for (const position_id o : risen_) {
      const position_id decider = paths_.decider(o);
      if (decides_this[decider] != 0 || is_below(org_.command(), o, beside.front())) continue;
      ++risen;
      to = decider;
    }
    if (risen == 0) return;
    warn("risen-past-holder", org_.code(beside.front()),
         "the matter of " + std::to_string(risen) + " of " + std::to_string(originators) +
             " who raise " + in_quotes(m.code) + " rises to " + in_quotes(org_.code(to)) +
             " by a right for all matters, though " + in_quotes(org_.code(beside.front())) +
             ", beside their line, has a right for it",
         "left as it is; say in its row for whom the right holds");
  }

  /// Rights that differ in their post alone, as those of one selector do, are told once.
  void report_rights() {
    const std::vector<authority>& all = org_.authorities();
    const auto right = [&](std::size_t place) {
      const authority& a = all[place];
      return std::tuple(std::string_view(a.matter), a.limit, a.source, std::string_view(a.giver),
                        std::string_view(a.legal_source), std::string_view(a.from),
                        std::string_view(a.until), std::string_view(a.currency),
                        a.whoever || a.originators ? place + 1 : 0);
    };
    std::map<decltype(right(0)), std::vector<std::size_t>> alike;
    for (std::size_t place = 0; place < all.size(); ++place)
      if (reaches_some_[place] != 0 && is_on_path_[place] == 0)
        alike[right(place)].push_back(place);
    for (std::size_t place = 0; place < all.size(); ++place) {
      if (reaches_some_[place] == 0 || is_on_path_[place] != 0) continue;
      const std::vector<std::size_t>& places = alike[right(place)];
      if (places.front() != place) continue;
      const authority& a = all[place];
      const std::string others =
          places.size() == 1 ? "" : " and to " + how_many(places.size() - 1, "other");
      warn("authority-on-no-path", a.position,
           "the " + std::string(to_string(a.source)) + " of " + in_quotes(a.matter) + " to " +
               (a.whoever ? echo(to_string(*a.whoever)) : in_quotes(a.position)) + others +
               (a.originators ? " decides for none of those for whom it holds"
                              : " reaches the matter, but is above nobody who raises it"),
           a.originators ? "left as it is; another right comes before it, or nobody is in the post"
                         : "left as it is; say in its row for whom it holds, or correct the post");
    }
  }

  void warn(std::string_view rule, std::string_view position, std::string detail,
            std::string action) {
    if (findings_.wants(rule, severity::warning))
      findings_.add(rule, severity::warning, position, std::move(detail), std::move(action));
  }

  const organisation& org_;
  decision_options options_;
  finding_list& findings_;
  all_paths paths_;
  rights_by_matter rights_;
  originators_of raised_by_;
  std::vector<std::uint8_t> reaches_some_;  ///< by authority
  std::vector<std::uint8_t> is_on_path_;
  by_position<std::uint8_t> on_line_;
  std::map<position_id, std::vector<std::size_t>> hands_;
  std::size_t one_hand_ = 0;  ///< originators of the matter with one holder twice on their path
  position_id one_hand_first_ = no_position;
  position_id one_hand_second_ = no_position;
  std::vector<position_id> risen_;  ///< whose matter a root decides
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void check_scheme(const organisation& org, const decision_options& options,
                  finding_list& findings) {
  const auto has_fallback = [](const matter& m) { return m.fallback.has_value(); };
  if ((!org.matters().empty() && !org.authorities().empty()) ||
      std::ranges::any_of(org.matters(), has_fallback))
    detail::scheme_checks(org, options, findings).run();
}

}  // namespace pangkas
