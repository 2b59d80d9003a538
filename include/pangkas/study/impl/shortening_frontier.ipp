// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/shortening_frontier.hpp>

#include <pangkas/core/impl/words.hpp>
#include <pangkas/decisions/compare_decisions.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/post_holders.hpp>
#include <pangkas/error.hpp>
#include <pangkas/optimise/frontier.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief What some posts converted and some rights passed on save together.
struct shortening {
  std::size_t posts = 0;
  std::size_t delegations = 0;
  double saved = 0;
};

/// @brief Plays flattening and delegation one after the other.
class shortenings {
 public:
  shortenings(const organisation& org, flattening_request flattening, delegation_request delegation,
              std::size_t most)
      : org_(org),
        flattening_(std::move(flattening)),
        delegation_(std::move(delegation)),
        most_(most) {
    flattening_.objective = flattening_objective::hand_offs;
    flattening_.price = 0;
    delegation_.price = 0;
    delegation_.most.reset();
    delegation_.most_of_matter.reset();
    delegation_.minutes.reset();
    const decisions_before_after same = compare_decisions(org_, org_, delegation_.decisions);
    before_ = same.all.with_roles_before.hand_offs();
  }

  /// @brief The best of each number that a price can bring about, as played; and what is saved on paper.
  struct flattened {
    std::size_t posts = 0;
    double expected = 0;
    double saved = 0;
    organisation after{};
  };
  [[nodiscard]] std::vector<flattened> flatten(const organisation& of) const {
    const flattening_question asked = ask(of, flattening_);
    std::vector<flattened> all;
    for (const price_point& point : price_hull(of.command(), asked.problem)) {
      if (point.converted.size() > most_ && !all.empty() && all.back().posts >= most_) break;
      flattening_solution solution;
      solution.converted = point.converted;
      simplification played = simplify(of, as_policy(of, asked, flattening_, solution));
      all.push_back({point.converted.size(), static_cast<double>(point.gain) / 1e6,
                     saved(played.after), std::move(played.after)});
    }
    return all;
  }

  [[nodiscard]] std::vector<double> delegate(const organisation& of, std::size_t most) const {
    return delegation_savings(of, delegation_, most);
  }
  [[nodiscard]] organisation delegated(std::size_t number) const {
    delegation_request asked = delegation_;
    asked.most = number;
    return with_delegations(org_, best_delegations(org_, asked).delegations);
  }

  /// @brief Hand-offs saved along the paths of those whose matters are decided on both sides.
  [[nodiscard]] double saved(const organisation& after) const {
    const decisions_before_after found = compare_decisions(org_, after, delegation_.decisions);
    return found.all.with_roles_before.hand_offs() - found.all.with_roles_after.hand_offs();
  }
  [[nodiscard]] double before() const noexcept { return before_; }

  /// @brief What delegations save where no matter asks for checks: no fewer than after any flattening.
  [[nodiscard]] std::vector<double> delegate_unchecked() const {
    organisation_parts parts = org_.parts();
    for (matter& m : parts.matters) m.checks = 0;
    return delegate(organisation(std::move(parts), org_), most_);
  }

  /// @brief Whether each path is as long as the posts on it, so that savings cannot add to each other.
  [[nodiscard]] bool are_plain() const {
    all_paths paths(org_, delegation_.decisions);
    for (const matter& m : org_.matters()) {
      paths.turn_to(m);
      if (paths.is_of_scheme() || !paths.network().is_plain()) return false;
    }
    return true;
  }

 private:
  const organisation& org_;
  flattening_request flattening_;
  delegation_request delegation_;
  std::size_t most_;
  double before_ = 0;
};

/// @brief The most that so many conversions save: on the line between the points of the hull.
inline double on_hull(const std::vector<shortenings::flattened>& hull, std::size_t posts) {
  for (std::size_t i = 0; i < hull.size(); ++i) {
    if (hull[i].posts < posts) continue;
    if (i == 0 || hull[i].posts == posts) return hull[i].expected;
    const double share = static_cast<double>(posts - hull[i - 1].posts) /
                         static_cast<double>(hull[i].posts - hull[i - 1].posts);
    return hull[i - 1].expected + share * (hull[i].expected - hull[i - 1].expected);
  }
  return hull.back().expected;  // there is always one point: nothing, or all that must go
}

inline double at_most(const std::vector<double>& savings, std::size_t number) {
  return savings[std::min(number, savings.size() - 1)];
}

/// @brief 1, 2, 5, 10, 20, 50, … below a number, and that number.
inline std::vector<std::size_t> round_numbers(std::size_t most) {
  std::vector<std::size_t> numbers;
  for (std::size_t ten = 1; ten < most; ten *= 10)
    for (const std::size_t digit : std::array<std::size_t, 3>{1, 2, 5})
      if (ten * digit < most) numbers.push_back(ten * digit);
  if (most > 0) numbers.push_back(most);
  return numbers;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

shortening_frontier compare_shortenings(const organisation& org,
                                        const flattening_request& flattening,
                                        const delegation_request& delegation, std::size_t most) {
  if (org.matters().empty())
    throw input_error(
        "flattening and delegation are put side by side by their matters; give them, and who may "
        "decide");
  const detail::shortenings play(org, flattening, delegation, most);
  shortening_frontier found;
  found.hand_offs_before = play.before();
  const auto hull = play.flatten(org);
  const std::vector<double> savings = play.delegate(org, most);
  std::vector<detail::shortening> all;
  for (const auto& flattened : hull) {
    if (flattened.posts > most) break;
    const std::vector<double> then = play.delegate(flattened.after, most - flattened.posts);
    for (std::size_t k = 0; k < then.size(); ++k)
      all.push_back({flattened.posts, k, flattened.saved + then[k]});
  }
  const std::vector<std::size_t> numbers = detail::round_numbers(most);
  for (const std::size_t number : numbers) {
    if (number >= savings.size() && number != numbers.front() &&
        detail::at_most(savings, number) == detail::at_most(savings, number / 2))
      continue;  // as many as before
    const std::size_t made = std::min(number, savings.size() - 1);
    for (const auto& flattened : play.flatten(play.delegated(made)))
      if (flattened.posts + made <= most) all.push_back({flattened.posts, made, flattened.saved});
  }
  std::vector<double> unchecked;  // none where no bound is known
  if (play.are_plain()) unchecked = play.delegate_unchecked();
  for (const std::size_t number : numbers) {
    shortening_point point;
    point.measures = number;
    point.delegation = detail::at_most(savings, number);
    for (const auto& flattened : hull)
      if (flattened.posts <= number && flattened.saved > point.flattening) {
        point.flattening = flattened.saved;
        point.posts = flattened.posts;
      }
    for (const detail::shortening& s : all)
      if (s.posts + s.delegations <= number && s.saved > point.both) {
        point.both = s.saved;
        point.posts_of_both = s.posts;
        point.delegations_of_both = s.delegations;
      }
    if (!unchecked.empty()) {
      double bound = 0;
      for (std::size_t posts = 0; posts <= number; ++posts)
        bound = std::max(bound,
                         detail::on_hull(hull, posts) + detail::at_most(unchecked, number - posts));
      point.bound = bound;
    }
    found.points.push_back(point);
  }
  found.delegations = savings.size() - 1;
  found.hand_offs_of_delegations = savings.back();
  for (const auto& flattened : hull)
    if (!found.posts_for_delegations && flattened.posts > 0 && flattened.saved >= savings.back())
      found.posts_for_delegations = flattened.posts;
  return found;
}

std::string shortening_frontier::in_words() const {
  if (delegations == 0) return "No delegation saves anything.";
  const std::string one = detail::how_many(delegations, "delegation");
  const bool is_one = delegations == 1;
  if (!posts_for_delegations)
    return one + (is_one ? " saves" : " save") + " more than converting any number of posts.";
  return one + (is_one ? " saves" : " save") + " as much as converting " +
         detail::how_many(*posts_for_delegations, "post") + ".";
}

}  // namespace pangkas
