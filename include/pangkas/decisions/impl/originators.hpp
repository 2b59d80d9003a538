// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Who raises each matter, and how often.
#pragma once

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/impl/rebuilt_lines.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Who raises each matter; matters with the same condition share the answer.
class originators_of {
 public:
  /// @brief Those whom the conditions of the organisation's own matters meet.
  explicit originators_of(const organisation& org) : asked_(org), raised_in_(org) {}
  /// @brief Those who raised each matter before, found again by their codes. A matter that is new
  /// is raised by those whom it meets now.
  originators_of(const organisation& before, const organisation& after)
      : asked_(after), raised_in_(before), follow_(std::in_place, before, after) {}

  /// @brief The originators, by position.
  /// @complexity O(P) for the first matter of a condition.
  const std::vector<position_id>& operator()(const matter& m) {
    const auto before = follow_ ? raised_in_.find_matter(m.code) : std::nullopt;
    const condition& when = before ? raised_in_.matters()[*before].originators : m.originators;
    const bool here = !before.has_value();
    for (const auto& known : known_)
      if (known.here == here && known.when == when) return *known.found;
    known_.push_back({when, here, std::make_unique<std::vector<position_id>>(find(when, here))});
    return *known_.back().found;
  }

 private:
  struct answer {
    condition when{};
    bool here{};  ///< asked of the organisation itself
    std::unique_ptr<std::vector<position_id>> found{};
  };

  // The columns are by row, the paths by position: marks are cheaper to sort than numbers.
  [[nodiscard]] std::vector<position_id> find(const condition& when, bool here) const {
    const organisation& org = here ? asked_ : raised_in_;
    const condition_matcher meets(org, when);
    std::vector<std::uint8_t> met(asked_.size(), 0);
    std::size_t count = 0;
    for (row_index row = 0; row < org.size(); ++row) {
      if (!meets.texts_meet(row)) continue;
      position_id p = org.position_at(row);
      if (!meets.meets(row, p)) continue;
      if (!here) p = follow_->after(p);
      if (p == no_position) continue;
      met[p] = 1;
      ++count;
    }
    std::vector<position_id> found;
    found.reserve(count);
    for (position_id p{0}; p < met.size(); ++p)
      if (met[p] != 0) found.push_back(p);
    return found;
  }

  const organisation& asked_;
  const organisation& raised_in_;
  std::optional<position_follower> follow_;
  std::vector<answer> known_;
};

/// @brief How much of a matter each originator raises: as much as the others, or by its seats.
class volume_shares {
 public:
  /// @complexity O(originators) where seats count.
  volume_shares(const organisation& org, const matter& m,
                const std::vector<position_id>& originators)
      : org_(org), by_seats_(m.shared == volume_sharing::by_seats) {
    whole_ = static_cast<double>(originators.size());
    if (by_seats_) {
      whole_ = 0;
      for (const position_id o : originators) whole_ += org.seats(o);
    }
    each_ = !m.volume ? m.share : whole_ > 0 ? *m.volume * m.share / whole_ : 0.0;
  }

  /// @brief Matters a year of one originator, or of one seat.
  [[nodiscard]] double each() const noexcept { return each_; }
  /// @brief How often that is an originator's.
  [[nodiscard]] double weight(position_id originator) const {
    return by_seats_ ? org_.seats(originator) : 1.0;
  }
  /// @brief Matters a year that an originator raises.
  [[nodiscard]] double of(position_id originator) const { return each_ * weight(originator); }
  /// @brief Matters a year of all of them.
  [[nodiscard]] double total() const noexcept { return each_ * whole_; }
  /// @brief Matters a year in all; as declared, if it is declared and anybody raises it.
  [[nodiscard]] double whole(const matter& m) const {
    return m.volume && whole_ > 0 ? *m.volume * m.share : each_ * whole_;
  }

 private:
  const organisation& org_;
  bool by_seats_;
  double whole_ = 0;
  double each_ = 0;
};

}  // namespace pangkas::detail
