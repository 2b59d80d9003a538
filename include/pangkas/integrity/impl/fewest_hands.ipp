// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/integrity/fewest_hands.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <queue>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// @brief Searches for the fewest of some sets of needs that together hold all of them.
class cover_search {
 public:
  /// @param sets   Of each hand, one bit a need; none is part of another.
  /// @param needs  How many there are, 1 to 64.
  cover_search(std::vector<std::uint64_t> sets, std::size_t needs, std::uint64_t steps)
      : sets_(std::move(sets)), needs_(needs), steps_(steps) {
    by_need_.resize(needs);
    for (std::uint32_t s = 0; s < sets_.size(); ++s)
      for (std::size_t need = 0; need < needs; ++need)
        if ((sets_[s] >> need & 1U) != 0) by_need_[need].push_back(s);
    // Of several that would do, the one that does most first.
    for (auto& able : by_need_)
      std::ranges::stable_sort(able, [this](std::uint32_t a, std::uint32_t b) {
        return std::popcount(sets_[a]) > std::popcount(sets_[b]);
      });
  }

  /// Fewer cannot, and `chosen` can: one after the other depth is searched as a whole.
  std::size_t run(std::vector<std::uint32_t>& chosen) {
    const std::uint64_t all = ~std::uint64_t{0} >> (64 - needs_);
    chosen = greedy(all);
    std::size_t least = bound(all);
    for (; least < chosen.size(); ++least) {
      picked_.clear();
      const bool found = search(all, least);
      if (found) chosen = picked_;
      if (found || steps_ == 0) break;
    }
    return least;
  }

 private:
  [[nodiscard]] std::vector<std::uint32_t> greedy(std::uint64_t left) const {
    std::vector<std::uint32_t> picked;
    while (left != 0) {
      const auto best = std::ranges::max_element(
          sets_, {}, [left](std::uint64_t set) { return std::popcount(set & left); });
      picked.push_back(static_cast<std::uint32_t>(best - sets_.begin()));
      left &= ~*best;
    }
    return picked;
  }

  /// Needs of which no hand can do two take a hand each.
  [[nodiscard]] std::size_t bound(std::uint64_t left) const {
    std::size_t apart = 0;
    while (left != 0) {
      ++apart;
      std::uint64_t together = 0;
      for (const std::uint32_t s : by_need_[rarest(left)]) together |= sets_[s];
      left &= ~together;
    }
    return apart;
  }

  [[nodiscard]] std::size_t rarest(std::uint64_t left) const {
    auto best = static_cast<std::size_t>(std::countr_zero(left));
    for (std::uint64_t rest = left & (left - 1); rest != 0; rest &= rest - 1)
      if (const auto need = static_cast<std::size_t>(std::countr_zero(rest));
          by_need_[need].size() < by_need_[best].size())
        best = need;
    return best;
  }

  bool search(std::uint64_t left, std::size_t more) {
    if (left == 0) return true;
    if (steps_ == 0 || bound(left) > more) return false;
    --steps_;
    for (const std::uint32_t s : by_need_[rarest(left)]) {
      picked_.push_back(s);
      if (search(left & ~sets_[s], more - 1)) return true;
      picked_.pop_back();
    }
    return false;
  }

  std::vector<std::uint64_t> sets_;
  std::size_t needs_;
  std::uint64_t steps_;
  std::vector<std::vector<std::uint32_t>> by_need_;
  std::vector<std::uint32_t> picked_;
};

/// Needs that whoever does another does too, and needs that are there twice, are taken out.
inline void drop_implied(std::vector<std::vector<std::uint32_t>>& needs) {
  for (auto& able : needs) {
    std::ranges::sort(able);
    able.erase(std::unique(able.begin(), able.end()), able.end());
  }
  std::ranges::sort(needs, [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
  // Each with each: where there are many, those alone that one hand alone can do.
  constexpr std::size_t many = 256;
  std::unordered_set<std::uint32_t> alone;
  std::vector<std::vector<std::uint32_t>> kept;
  for (auto& able : needs) {
    const bool is_implied = able.size() > 1 && std::ranges::any_of(able, [&](std::uint32_t h) {
                              return alone.contains(h);
                            });
    if (is_implied) continue;
    if (able.size() == 1) alone.insert(able.front());
    if (needs.size() > many || std::ranges::none_of(kept, [&](const auto& fewer) {
          return std::ranges::includes(able, fewer);
        }))
      kept.push_back(std::move(able));
  }
  needs = std::move(kept);
}

/// Many needs: bounds alone. Needs without a hand in common count below; above, the hand that does
/// most of what is left is taken, one after the other.
inline fewest bounds_of(const std::vector<std::vector<std::uint32_t>>& needs) {
  fewest found;
  std::unordered_set<std::uint32_t> used;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> does;
  for (std::uint32_t need = 0; need < needs.size(); ++need) {
    const bool is_apart =
        std::ranges::none_of(needs[need], [&](std::uint32_t h) { return used.contains(h); });
    if (is_apart) {
      ++found.least;
      used.insert(needs[need].begin(), needs[need].end());
    }
    for (const std::uint32_t h : needs[need]) does[h].push_back(need);
  }
  std::unordered_map<std::uint32_t, std::size_t> left;
  std::priority_queue<std::pair<std::size_t, std::uint32_t>> order;
  for (const auto& [hand, all] : does) {
    left[hand] = all.size();
    order.emplace(all.size(), hand);
  }
  std::vector<bool> done(needs.size(), false);
  for (std::size_t open = needs.size(); open > 0;) {
    const auto [count, hand] = order.top();
    order.pop();
    // What was counted when it was put there may be done by now.
    if (count != left[hand]) {
      if (left[hand] > 0) order.emplace(left[hand], hand);
      continue;
    }
    found.hands.push_back(hand);
    for (const std::uint32_t need : does[hand]) {
      if (done[need]) continue;
      done[need] = true;
      --open;
      for (const std::uint32_t other : needs[need]) --left[other];
    }
  }
  std::ranges::sort(found.hands);
  found.most = found.hands.size();
  return found;
}

}  // namespace detail

std::optional<fewest> fewest_hands(std::vector<std::vector<std::uint32_t>> needs,
                                   std::uint64_t steps) {
  for (const auto& able : needs)
    if (able.empty()) return std::nullopt;
  detail::drop_implied(needs);
  // Whoever is the only one for a need is in every answer.
  std::vector<std::uint32_t> only;
  for (const auto& able : needs)
    if (able.size() == 1) only.push_back(able.front());
  std::erase_if(needs, [](const auto& able) { return able.size() == 1; });
  fewest found;
  if (needs.size() > 64) {
    found = detail::bounds_of(needs);
  } else if (!needs.empty()) {
    std::map<std::uint32_t, std::uint64_t> can;
    for (std::size_t need = 0; need < needs.size(); ++need)
      for (const std::uint32_t hand : needs[need]) can[hand] |= std::uint64_t{1} << need;
    // A hand that can do no more than another is not needed, nor of equals any but the first.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> sets;
    for (const auto& [hand, set] : can) sets.emplace_back(set, hand);
    std::ranges::stable_sort(sets, [](const auto& a, const auto& b) {
      return std::popcount(a.first) > std::popcount(b.first);
    });
    std::vector<std::pair<std::uint64_t, std::uint32_t>> kept;
    for (const auto& each : sets)
      if (std::ranges::none_of(kept,
                               [&](const auto& more) { return (each.first & ~more.first) == 0; }))
        kept.push_back(each);
    std::vector<std::uint64_t> masks;
    for (const auto& each : kept) masks.push_back(each.first);
    std::vector<std::uint32_t> chosen;
    found.least = detail::cover_search(std::move(masks), needs.size(), steps).run(chosen);
    for (const std::uint32_t set : chosen) found.hands.push_back(kept[set].second);
    found.most = found.hands.size();
  }
  found.least += only.size();
  found.most += only.size();
  found.hands.insert(found.hands.end(), only.begin(), only.end());
  std::ranges::sort(found.hands);
  return found;
}

}  // namespace pangkas
