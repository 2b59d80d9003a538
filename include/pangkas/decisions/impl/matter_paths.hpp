// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All paths of one matter: who decides for whom, and how long each path is.
#pragma once

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/matter_rights.hpp>
#include <pangkas/decisions/impl/path_network.hpp>
#include <pangkas/decisions/impl/rebuilt_lines.hpp>
#include <pangkas/decisions/matter_path.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::detail {

/// @brief All paths of one matter after the other; the sums over lines are shared between them.
///
/// One sweep down the managers finds the nearest deciding post above everybody; then each path is
/// two look-ups.
class all_paths {
 public:
  template <class Rebuilds = bool (*)(position_id, position_id)>
  explicit all_paths(const organisation& org, const decision_options& options,
                     Rebuilds rebuilds = rebuilds_nothing)
      : org_(org),
        rights_of_(org),
        rights_(org, options),
        managers_(managers_by_span(org.command().spans())) {
    decider_.assign(managers_.empty() ? 0 : managers_.back() + std::size_t{1}, no_position);
    make_network_ = [&org, options, rebuilds](std::uint32_t name) {
      const matter_lines lines(name);
      return std::make_unique<path_network>(org, lines, post_holders(org, lines, options),
                                            rebuilds);
    };
  }

  /// @brief Turns to another matter.
  /// @complexity O(managers + authorities for it), and once more that of a path_network for a
  ///             matter with lines of its own.
  void turn_to(const matter& m) {
    rights_.assign(m, rights_of_);
    const std::uint32_t name = line_name_of(org_, m);
    if (!network_ || name != name_) network_ = make_network_(name);
    name_ = name;
    const auto superiors = org_.command().superiors();
    const post_holders& holders = network_->holders();
    for (const position_id post : managers_) {
      const position_id superior = superiors[post];
      decider_[post] = rights_.decides(post, holders.handler(post)) ? post
                       : superior == no_position                    ? no_position
                                                                    : decider_[superior];
    }
  }

  [[nodiscard]] const path_network& network() const { return *network_; }
  [[nodiscard]] const matter_rights& rights() const { return rights_; }
  /// @brief Those with somebody below, by position.
  [[nodiscard]] const std::vector<position_id>& managers() const { return managers_; }
  /// @brief One more than the last manager.
  [[nodiscard]] std::size_t end_of_managers() const { return decider_.size(); }

  /// @brief The nearest post that decides at or above a manager; no_position: none does.
  [[nodiscard]] position_id decider_from(position_id manager) const { return decider_[manager]; }
  /// @brief The post that decides for an originator; no_position: none above does.
  [[nodiscard]] position_id decider(position_id originator) const {
    const position_id superior = org_.command().superiors()[originator];
    return superior == no_position ? no_position : decider_[superior];
  }
  /// @brief Whether nobody above decides, but the originator itself may.
  [[nodiscard]] bool decides_itself(position_id originator) const {
    return decider(originator) == no_position && rights_.reach(originator);
  }
  /// @brief The lengths of an originator's path; absent if it is undecidable.
  [[nodiscard]] std::optional<path_length> length(position_id originator) const {
    const position_id post = decider(originator);
    if (post != no_position) return network_->between(originator, post);
    if (rights_.reach(originator)) return path_length{};
    return std::nullopt;
  }

 private:
  const organisation& org_;
  rights_by_matter rights_of_;
  matter_rights rights_;
  std::vector<position_id> managers_;
  std::vector<position_id> decider_;  ///< by post, the nearest that decides at or above it
  std::function<std::unique_ptr<path_network>(std::uint32_t)> make_network_;
  std::unique_ptr<path_network> network_;
  std::uint32_t name_ = 0;
};

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
    condition when;
    bool here;  ///< asked of the organisation itself
    std::unique_ptr<std::vector<position_id>> found;
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
    for (position_id p = 0; p < met.size(); ++p)
      if (met[p] != 0) found.push_back(p);
    return found;
  }

  const organisation& asked_;
  const organisation& raised_in_;
  std::optional<position_follower> follow_;
  std::vector<answer> known_;
};

/// @brief Matters a year that each originator raises.
inline double volume_of_each(const matter& m, std::size_t originators) {
  if (!m.volume) return 1.0;
  return originators == 0 ? 0.0 : *m.volume / static_cast<double>(originators);
}

}  // namespace pangkas::detail
