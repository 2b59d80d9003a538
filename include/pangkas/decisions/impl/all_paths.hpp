// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All paths of one matter: who decides for whom, and how long each path is.
#pragma once

#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/matter_rights.hpp>
#include <pangkas/decisions/impl/path_network.hpp>
#include <pangkas/metrics/impl/known_spans.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1::detail {

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
    if (!managers_.empty()) decider_.assign(managers_.back() + std::size_t{1}, no_position);
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

}  // namespace pangkas::detail
