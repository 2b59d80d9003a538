// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/optimise/optimal_delegation.hpp>

#include <pangkas/error.hpp>
#include <pangkas/graph/impl/wide_integer.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief What at most 0, 1, … delegations are worth.
using worth_by_number = std::vector<std::int64_t>;

inline std::int64_t add_gains(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum))
    throw input_error("the gains of delegations are too large; give volumes in a larger unit");
  return sum;
}

/// @brief The best of both with at most so many together.
inline worth_by_number join_worths(const worth_by_number& a, const worth_by_number& b,
                                   std::size_t most) {
  worth_by_number both(std::min(a.size() + b.size() - 1, most + 1),
                       std::numeric_limits<std::int64_t>::min());
  for (std::size_t i = 0; i < a.size() && i < both.size(); ++i)
    for (std::size_t j = 0; j < b.size() && i + j < both.size(); ++j)
      both[i + j] = std::max(both[i + j], add_gains(a[i], b[j]));
  return both;
}

/// @brief How a number is best shared out between several, each with its worths.
/// @return The share of each.
inline std::vector<std::size_t> share_out(const std::vector<const worth_by_number*>& parts,
                                          std::size_t number) {
  std::vector<worth_by_number> joined{{0}};
  for (const worth_by_number* part : parts)
    joined.push_back(join_worths(joined.back(), *part, number));
  std::vector<std::size_t> shares(parts.size(), 0);
  number = std::min(number, joined.back().size() - 1);
  for (std::size_t i = parts.size(); i-- > 0;) {
    const worth_by_number& rest = joined[i];
    const worth_by_number& part = *parts[i];
    std::size_t share = number < rest.size() ? 0 : number - (rest.size() - 1);
    while (rest[number - share] + part[share] != joined[i + 1][number]) ++share;
    shares[i] = share;
    number -= share;
  }
  return shares;
}

/// @brief One tree of receivers, solved for a price or for every number of delegations.
class delegation_solver {
 public:
  explicit delegation_solver(const delegation_tree& tree) : tree_(tree) {
    const std::size_t count = tree.above.size();
    const auto fail = [](const char* what) {
      return structure_error(std::string("a tree of receivers ") + what);
    };
    depth_.reserve(count);
    first_.reserve(count);
    std::size_t entries = 0;
    for (std::size_t r = 0; r < count; ++r) {
      const std::uint32_t above = tree.above[r];
      if (above != delegation_tree::nobody && above >= r)
        throw fail("has one before who is above it");
      depth_.push_back(above == delegation_tree::nobody ? 0 : depth_[above] + 1);
      first_.push_back(entries);
      entries += depth_.back() + 1;
    }
    if (entries != tree.gain.size()) throw fail("needs a gain for each one above each receiver");
  }

  [[nodiscard]] std::size_t receivers() const noexcept { return depth_.size(); }

  /// @brief Chooses for a price.
  /// @return The gain of what is chosen, prices not taken off.
  std::int64_t choose_at(std::int64_t price, std::vector<std::uint32_t>& chosen) const {
    // What is below each receiver, by who is the nearest chosen above: itself, the next …, nobody.
    const std::size_t count = receivers();
    std::vector<worth_and_number> best(tree_.gain.size() + count);
    for (std::size_t r = count; r-- > 0;) {
      worth_and_number* const mine = &best[at(r, 0)];
      for (std::size_t j = 0; j <= depth_[r]; ++j)
        mine[j].worth = add_gains(mine[j].worth, tree_.gain[first_[r] + j]);
      const std::uint32_t above = tree_.above[r];
      if (above == delegation_tree::nobody) continue;
      worth_and_number* const theirs = &best[at(above, 0)];
      const worth_and_number own{add_gains(mine[0].worth, -price), mine[0].number + 1};
      for (std::size_t j = 0; j <= depth_[r]; ++j) {
        const worth_and_number& less = own.is_better_than(mine[j + 1]) ? own : mine[j + 1];
        theirs[j] = {add_gains(theirs[j].worth, less.worth), theirs[j].number + less.number};
      }
    }
    std::vector<std::size_t> state(count);  // the place of the nearest chosen above
    std::vector<std::uint8_t> is_chosen(count, 0);
    std::int64_t gain = 0;
    for (std::size_t r = 0; r < count; ++r) {
      const std::uint32_t above = tree_.above[r];
      state[r] = above == delegation_tree::nobody ? 1
                 : is_chosen[above] != 0          ? 1
                                                  : state[above] + 1;
      const worth_and_number* const mine = &best[at(r, 0)];
      const worth_and_number own{mine[0].worth - price, mine[0].number + 1};
      if (own.is_better_than(mine[state[r]])) {
        is_chosen[r] = 1;
        chosen.push_back(static_cast<std::uint32_t>(r));
      }
      const std::size_t nearest = is_chosen[r] != 0 ? 0 : state[r];
      if (nearest <= depth_[r]) gain = add_gains(gain, tree_.gain[first_[r] + nearest]);
    }
    return gain;
  }

  /// @brief How many entries the tables of solve_up_to() have.
  [[nodiscard]] std::size_t entries_up_to(std::size_t most) const {
    std::vector<std::size_t> below(receivers(), 1);
    std::size_t entries = 0;
    for (std::size_t r = receivers(); r-- > 0;) {
      if (tree_.above[r] != delegation_tree::nobody) below[tree_.above[r]] += below[r];
      entries += (depth_[r] + 2) * (std::min(below[r], most) + 1);
    }
    return entries;
  }

  /// @brief Solves for every number of delegations up to one.
  void solve_up_to(std::size_t most, std::int64_t price) {
    price_ = price;
    most_ = most;
    below_.assign(receivers(), {});
    tops_.clear();
    best_.assign(tree_.gain.size() + receivers(), {});
    for (std::size_t r = 0; r < receivers(); ++r)
      (tree_.above[r] == delegation_tree::nobody ? tops_ : below_[tree_.above[r]])
          .push_back(static_cast<std::uint32_t>(r));
    for (std::size_t r = receivers(); r-- > 0;) {
      const worth_by_number if_chosen = unchosen(r, 0);
      for (std::size_t j = 1; j <= depth_[r] + 1; ++j) {
        worth_by_number best = unchosen(r, j);
        best.resize(std::min(if_chosen.size(), most_) + 1, best.back());
        for (std::size_t k = 1; k < best.size(); ++k)
          best[k] = std::max({best[k], best[k - 1], add_gains(if_chosen[k - 1], -price_)});
        best_[at(r, j)] = std::move(best);
      }
    }
    all_ = worth_by_number{0};
    for (const std::uint32_t top : tops_) all_ = join_worths(all_, best_[at(top, 1)], most_);
  }
  /// @brief What at most 0, 1, … delegations are worth, prices taken off.
  [[nodiscard]] const worth_by_number& worths() const noexcept { return all_; }

  /// @brief The choice of at most so many, after solve_up_to().
  std::int64_t choose(std::size_t number, std::vector<std::uint32_t>& chosen) const {
    struct task {
      std::uint32_t receiver;
      std::size_t state;
      std::size_t number;
    };
    std::vector<task> open;
    const auto hand_out = [&](const std::vector<std::uint32_t>& to, std::size_t state_above,
                              std::size_t left) {
      std::vector<const worth_by_number*> parts;
      for (const std::uint32_t r : to) parts.push_back(&best_[at(r, state_above + 1)]);
      const std::vector<std::size_t> shares = share_out(parts, left);
      for (std::size_t i = 0; i < to.size(); ++i)
        open.push_back({to[i], state_above + 1, shares[i]});
    };
    hand_out(tops_, 0, number);
    std::int64_t gain = 0;
    while (!open.empty()) {
      const task next = open.back();
      open.pop_back();
      const std::size_t r = next.receiver;
      const worth_by_number& best = best_[at(r, next.state)];
      std::size_t left = std::min(next.number, best.size() - 1);
      while (left > 0 && best[left - 1] == best[left]) --left;
      const worth_by_number without = unchosen(r, next.state);
      const bool keeps = without[std::min(left, without.size() - 1)] == best[left];
      const std::size_t state = keeps ? next.state : 0;
      if (!keeps) {
        chosen.push_back(next.receiver);
        --left;
      }
      if (state <= depth_[r]) gain = add_gains(gain, tree_.gain[first_[r] + state]);
      hand_out(below_[r], state, left);
    }
    std::ranges::sort(chosen);
    return gain;
  }

 private:
  /// Of equal worth the fewer delegations are better.
  struct worth_and_number {
    std::int64_t worth = 0;
    std::uint32_t number = 0;

    [[nodiscard]] bool is_better_than(const worth_and_number& other) const {
      return worth != other.worth ? worth > other.worth : number < other.number;
    }
  };

  /// Place of the worths of a receiver, if the nearest chosen above it is the j-th.
  [[nodiscard]] std::size_t at(std::size_t r, std::size_t j) const { return first_[r] + r + j; }

  /// What is gained at and below a receiver that is not chosen anew, by the state of it: 0, it is chosen.
  [[nodiscard]] worth_by_number unchosen(std::size_t r, std::size_t j) const {
    worth_by_number worth{j <= depth_[r] ? tree_.gain[first_[r] + j] : 0};
    for (const std::uint32_t b : below_[r]) worth = join_worths(worth, best_[at(b, j + 1)], most_);
    return worth;
  }

  const delegation_tree& tree_;
  std::vector<std::uint32_t> depth_;
  std::vector<std::size_t> first_;
  std::vector<std::vector<std::uint32_t>> below_;
  std::vector<std::uint32_t> tops_;
  std::vector<worth_by_number> best_;
  worth_by_number all_;
  std::size_t most_ = 0;
  std::int64_t price_ = 0;
};

/// @brief Several trees together.
class delegation_forest {
 public:
  delegation_forest(std::span<const delegation_tree> trees, const delegation_limits& limits)
      : trees_(trees), limits_(limits) {
    std::size_t entries = 0;
    for (const delegation_tree& tree : trees) entries += tree.gain.size();
    if (entries > limits.most_entries)
      throw input_error("there are " + std::to_string(entries) +
                        " pairs of a receiver and one above it, more than the " +
                        std::to_string(limits.most_entries) +
                        " that are looked through; ask for fewer receivers, as by a rank floor");
    if (limits.price < 0) throw input_error("the price of a delegation is below 0; give 0 or more");
    for (const delegation_tree& tree : trees) solvers_.emplace_back(tree);
  }

  [[nodiscard]] delegation_choice at_price(std::int64_t price) const {
    delegation_choice choice;
    for (const delegation_solver& solver : solvers_) {
      choice.gain = add_gains(choice.gain, solver.choose_at(price, choice.chosen.emplace_back()));
      choice.delegations += choice.chosen.back().size();
    }
    return choice;
  }

  [[nodiscard]] std::int64_t worth(const delegation_choice& choice, std::int64_t price) const {
    std::int64_t all = 0;
    if (__builtin_mul_overflow(price, static_cast<std::int64_t>(choice.delegations), &all))
      throw input_error("the price of the delegations is too large; give volumes in a larger unit");
    return add_gains(choice.gain, -all);
  }

  [[nodiscard]] std::size_t receivers() const {
    std::size_t count = 0;
    for (const delegation_solver& solver : solvers_) count += solver.receivers();
    return count;
  }

  [[nodiscard]] bool fits(std::size_t most) const {
    std::size_t entries = 0;
    for (const delegation_solver& solver : solvers_) {
      entries += solver.entries_up_to(most);
      if (entries > limits_.most_entries) return false;
    }
    return true;
  }

  /// @brief The worths of all numbers up to one, and the parts of which they are joined.
  const worth_by_number& solve_up_to(std::size_t most) {
    of_matter_.clear();
    for (std::size_t t = 0; t < trees_.size(); ++t) {
      const std::size_t most_here = std::min(most, limits_.most_of_matter.value_or(most));
      solvers_[t].solve_up_to(most_here, limits_.price);
      matter_part& part = of_matter_[trees_[t].matter];
      part.trees.push_back(t);
      part.worth = join_worths(part.worth, solvers_[t].worths(), most_here);
    }
    all_ = {0};
    for (const auto& [matter, part] : of_matter_) all_ = join_worths(all_, part.worth, most);
    return all_;
  }

  [[nodiscard]] delegation_choice choose(std::size_t number) const {
    delegation_choice choice;
    choice.chosen.resize(trees_.size());
    std::vector<const worth_by_number*> parts;
    for (const auto& [matter, part] : of_matter_) parts.push_back(&part.worth);
    const std::vector<std::size_t> shares = share_out(parts, number);
    std::size_t next = 0;
    for (const auto& [matter, part] : of_matter_) {
      std::vector<const worth_by_number*> worths;
      for (const std::size_t t : part.trees) worths.push_back(&solvers_[t].worths());
      const std::vector<std::size_t> of_trees = share_out(worths, shares[next++]);
      for (std::size_t i = 0; i < part.trees.size(); ++i) {
        std::vector<std::uint32_t>& chosen = choice.chosen[part.trees[i]];
        choice.gain = add_gains(choice.gain, solvers_[part.trees[i]].choose(of_trees[i], chosen));
        choice.delegations += chosen.size();
      }
    }
    return choice;
  }

 private:
  struct matter_part {
    worth_by_number worth{0};
    std::vector<std::size_t> trees{};
  };

  std::span<const delegation_tree> trees_;
  delegation_limits limits_;
  std::vector<delegation_solver> solvers_;
  std::map<std::size_t, matter_part> of_matter_;
  worth_by_number all_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

delegation_choice optimal_delegation(std::span<const delegation_tree> trees,
                                     const delegation_limits& limits) {
  detail::delegation_forest forest(trees, limits);
  delegation_choice best;
  if (!limits.most && !limits.most_of_matter) {
    best = forest.at_price(limits.price);
    best.bound = forest.worth(best, limits.price);
    return best;
  }
  const std::size_t most = std::min(limits.most.value_or(forest.receivers()), forest.receivers());
  if (forest.fits(std::min(most, limits.most_of_matter.value_or(most)))) {
    const detail::worth_by_number& worths = forest.solve_up_to(most);
    std::size_t number = worths.size() - 1;
    while (number > 0 && worths[number - 1] >= worths[number]) --number;
    best = forest.choose(number);
    best.bound = forest.worth(best, limits.price);
    return best;
  }
  if (limits.most_of_matter)
    throw input_error(
        "the tables for so many delegations of each matter would be too large; ask for fewer of "
        "them, or "
        "for fewer receivers, as by a rank floor");
  best = forest.at_price(limits.price);
  best.bound = forest.worth(best, limits.price);
  if (best.delegations <= most) return best;
  // What is chosen at a price is the best of its number, and no more are chosen at a higher one.
  std::int64_t low = limits.price;
  std::int64_t high = detail::add_gains(detail::add_gains(best.gain, limits.price), 1);
  while (high - low > 1) {
    const std::int64_t price = low + (high - low) / 2;
    const delegation_choice choice = forest.at_price(price);
    (choice.delegations <= most ? high : low) = price;
  }
  // No more than `most` may be chosen, so that a higher price takes off so much at most.
  const auto bound_by = [&](const delegation_choice& choice, std::int64_t price) {
    const detail::wide_integer bound =
        static_cast<detail::wide_integer>(forest.worth(choice, price)) +
        static_cast<detail::wide_integer>(price - limits.price) * static_cast<std::int64_t>(most);
    return static_cast<std::int64_t>(
        std::min<detail::wide_integer>(bound, std::numeric_limits<std::int64_t>::max()));
  };
  best = forest.at_price(high);
  best.bound = std::min(bound_by(best, high), bound_by(forest.at_price(low), low));
  best.exact = best.bound == forest.worth(best, limits.price);
  return best;
}

std::vector<std::int64_t> delegation_frontier(std::span<const delegation_tree> trees,
                                              std::size_t most, std::size_t most_entries) {
  delegation_limits limits;
  limits.most_entries = most_entries;
  detail::delegation_forest forest(trees, limits);
  most = std::min(most, forest.receivers());
  if (!forest.fits(most))
    throw input_error(
        "the tables for up to " + std::to_string(most) +
        " delegations would be too large; ask for fewer of them, or for fewer receivers, as "
        "by a rank floor");
  std::vector<std::int64_t> worths = forest.solve_up_to(most);
  while (worths.size() > 1 && worths[worths.size() - 2] >= worths.back()) worths.pop_back();
  return worths;
}

}  // namespace pangkas
