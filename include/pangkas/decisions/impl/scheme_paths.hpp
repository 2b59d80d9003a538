// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Paths of matters for which a scheme says more than who is above whom.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/impl/matter_names.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/impl/matter_rights.hpp>
#include <pangkas/decisions/impl/post_holders.hpp>
#include <pangkas/decisions/impl/side_steps.hpp>
#include <pangkas/decisions/path_length.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a position is a command subordinate of another, direct or not.
inline bool is_below(const command_forest& forest, position_id p, position_id above) {
  for (const position_id superior : chain_of_command(forest, p))
    if (superior <= above) return superior == above;
  return false;
}

/// @brief How long the steps of a matter take, in hours, where that is known.
class step_times {
 public:
  explicit step_times(const matter& m) : m_(m) {}

  /// @brief Of a step that no order names.
  [[nodiscard]] double usual() const {
    return m_.work_minutes.value_or(0) / 60 + m_.waiting_hours.value_or(0);
  }
  [[nodiscard]] double of(const matter_step& step) const {
    return minutes(step).value_or(0) / 60 + waiting(step);
  }
  /// @brief Hours before a named step.
  [[nodiscard]] double waiting(const matter_step& step) const {
    return (step.waiting_hours ? step.waiting_hours : m_.waiting_hours).value_or(0);
  }
  /// @brief Hours before a step that no order names.
  [[nodiscard]] double waiting() const { return m_.waiting_hours.value_or(0); }
  /// @brief Work of a named step; absent: not known.
  [[nodiscard]] std::optional<double> minutes(const matter_step& step) const {
    return step.work_minutes ? step.work_minutes : m_.work_minutes;
  }

 private:
  const matter& m_;
};

/// @brief A path of a scheme, with what only the one who walks it can tell.
struct scheme_path {
  followed_path path{};
  path_length length{};
  position_id decider_post = no_position;  ///< the post that decides, whoever acts in it
  std::uint32_t checks = 0;                ///< independent positions that could stop it
  double hours = 0;                        ///< until the decision
  bool in_time = true;                     ///< within the limit of the matter
  std::vector<position_id> reviewed{};     ///< posts on the line that it goes on from, upwards
  /// What each hand does, also where two acts in a row are one step.
  struct act {
    position_id hand = no_position;
    step_role role = step_role::drafter;
    step_act what = step_act::draft;
  };
  std::vector<act> done{};
  std::vector<std::size_t> unmet{};   ///< named steps for which nobody was found, by place
  std::vector<std::size_t> joined{};  ///< named steps of who decides, or has taken another already
  std::vector<std::size_t> by_decider{};  ///< vetoes of who decides, by place
  bool until_too_high = false;            ///< the end of the climb is no post below the decider's
  /// Minutes of each step of path; absent where nobody says.
  std::vector<std::optional<double>> minutes{};
  std::vector<double> waiting{};  ///< hours before each step of path

  /// @brief Forgets a path, and keeps the room that it took: millions are walked one after another.
  void clear() {
    scheme_path next;
    keep_room(path.steps, next.path.steps);
    keep_room(path.passed_over, next.path.passed_over);
    keep_room(reviewed, next.reviewed);
    keep_room(done, next.done);
    keep_room(unmet, next.unmet);
    keep_room(joined, next.joined);
    keep_room(by_decider, next.by_decider);
    keep_room(minutes, next.minutes);
    keep_room(waiting, next.waiting);
    *this = std::move(next);
  }

  /// @brief Steps of those who concur.
  [[nodiscard]] std::uint64_t concurrences() const {
    return static_cast<std::uint64_t>(
        std::ranges::count(path.steps, step_role::concurrence, &path_step::role));
  }

 private:
  template <class Values>
  static void keep_room(Values& from, Values& to) {
    from.clear();
    to.swap(from);
  }
};

/// @brief Finds the paths of matters for which rows say for whom a right holds, who must concur, or
/// which steps are taken. Each is walked: what hangs on a post is not the same for every path
/// through it.
class scheme_paths {
 public:
  using rebuilding = std::function<bool(position_id, position_id)>;

  /// @param org      It must outlive this, as must the others.
  scheme_paths(const organisation& org, const decision_options& options,
               const rights_by_matter& all, const matter_rights& rights, rebuilding rebuilds)
      : org_(org),
        options_(options),
        all_(all),
        rights_(rights),
        rebuilds_(std::move(rebuilds)),
        has_bodies_(std::ranges::any_of(
            org.lines(), [](const line& l) { return l.type == line_type::membership; })) {}

  /// @brief Whether paths of a matter must be walked.
  [[nodiscard]] bool are_needed(const matter& m) const {
    if (has_bodies_ || m.own_first || m.until || m.fallback || m.levels_up || !m.apart.empty() ||
        m.beneficiary || m.shared == volume_sharing::by_seats || !all_.rules(m).empty())
      return true;
    for (const matter_step& step : org_.steps())
      if (is_named(m, step.matter)) return true;
    return all_.ask_more(m);
  }

  /// @brief Takes up another matter, for which paths must be walked.
  /// @complexity O(rights for it, log of them).
  void assign(const matter& m, const post_holders& holders, const matter_lines& lines) {
    matter_ = &m;
    holders_ = &holders;
    side_.emplace(org_, lines, holders.has_holder());
    last_ = no_position;
    of_posts_.clear();
    all_.for_each(m, [&](const rights_by_matter::right& r) {
      if (is_in_force(org_.authorities()[r.place])) of_posts_.push_back({r.holder, r.place});
    });
    std::ranges::sort(of_posts_, {}, [&](const held& h) {
      return std::pair(h.post, rights_.rank_of_right(h.place));
    });
    for_whom_.clear();
    relative_.clear();
    for (const std::uint32_t place : all_.rules(m)) {
      const authority& a = org_.authorities()[place];
      if (is_in_force(a)) (a.originators ? for_whom_ : relative_).push_back(place);
    }
    steps_.clear();
    times_known_ = m.work_minutes || m.waiting_hours;
    for (const matter_step& step : org_.steps()) {
      if (!is_named(m, step.matter) || (step.above && m.amount && *m.amount <= *step.above) ||
          (!step.flag.empty() && std::ranges::find(m.flags, step.flag) == m.flags.end()))
        continue;
      steps_.push_back(&step);
      if (step.work_minutes || step.waiting_hours) times_known_ = true;
    }
    for (const std::uint32_t place : all_.waiting(m))
      if (is_in_force(org_.authorities()[place])) times_known_ = true;
  }

  /// @brief Whether anything says how long a step of the matter takes.
  [[nodiscard]] bool are_times_known() const noexcept { return times_known_; }

  /// @brief Who has the benefit of the matter of an originator, if it makes a step after the first.
  std::optional<position_id> beneficiary_on_path(position_id originator) {
    const scheme_path& found = find(originator);
    const position_id who = matter_->beneficiary ? locate(*matter_->beneficiary) : no_position;
    for (std::size_t i = 1; i < found.path.steps.size(); ++i)
      if (found.path.steps[i].position == who) return who;
    return std::nullopt;
  }

  /// @brief The path of an originator; it is kept until the next is asked for.
  /// @complexity O(depth + rows for the matter + what side_steps takes).
  const scheme_path& find(position_id originator) {
    if (originator == last_) return found_;
    begin(originator);
    last_ = originator;
    const auto decided = decide();
    if (!decided) {
      found_.path.undecidable = why_undecidable();
      return found_;
    }
    follow(*decided);
    return found_;
  }

  /// @brief The path of an originator if a post with its holder had the right at a place too, and
  /// decided by it; nullptr if those who must concur in it would not be there, or the matter may not
  /// climb so far. It is kept until another is asked for.
  const scheme_path* find_if(position_id originator, position_id post, std::uint32_t place) {
    begin(originator);
    if (is_too_far(post)) return nullptr;
    auto with = concurring(org_.authorities()[place], post, post);
    if (!with) return nullptr;
    follow({post, post, place, *std::move(with)});
    return &found_;
  }

 private:
  /// A right of a post.
  struct held {
    position_id post;
    std::uint32_t place;
  };
  /// Who decides by which right, and who concurs.
  struct decision {
    position_id post = no_position;
    position_id handler = no_position;
    std::optional<std::uint32_t> place{};   ///< absent: by the fallback of the matter
    std::vector<position_id> concurring{};  ///< posts
  };
  /// Where a path comes to after its drafter.
  struct station {
    position_id post = no_position;
    position_id handler = no_position;
    step_role role = step_role::reviewer;
    const matter_step* named = nullptr;
    std::size_t on_line = 0;  ///< place in the chain; 0: beside it
    std::uint32_t passed_over = 0;
  };
  void begin(position_id originator) {
    last_ = no_position;
    found_.clear();
    originator_ = originator;
    climb_command(org_.command(), originator, chain_);
  }
  void follow(const decision& by) {
    found_.path.authority = by.place;
    found_.decider_post = by.post;
    find_stations(by);
    walk();
  }

  /// How far the rights for an originator go; of several the furthest is the reason.
  enum class reach : std::uint8_t { none, too_low, no_holder, no_concurrence, too_far };

  /// Whether a post stands on the line, and higher than the matter may climb.
  [[nodiscard]] bool is_too_far(position_id post) const {
    if (!matter_->levels_up) return false;
    const std::size_t at = place_in_chain(post);
    return at < chain_.size() && at > *matter_->levels_up;
  }

  [[nodiscard]] bool is_in_force(const authority& a) const {
    return a.holds_on(options_.on) && !(a.acting && matter_->strategic);
  }

  const condition_matcher& matcher(const condition& when) {
    const std::unique_ptr<condition_matcher>& known = matchers_[&when];
    return known ? *known : *(matchers_[&when] = std::make_unique<condition_matcher>(org_, when));
  }

  /// The only position that meets a condition; no_position if several do, or none.
  position_id only_one(const condition& when, std::span<const std::string> except) {
    const auto [known, is_new] = only_.emplace(&when, no_position);
    if (!is_new) return known->second;
    const condition_matcher& meets = matcher(when);
    for (row_index row = 0; row < org_.size(); ++row) {
      if (!meets.texts_meet(row)) continue;
      const position_id p = org_.position_at(row);
      if (!meets.meets(row, p) || std::ranges::find(except, org_.code(p)) != except.end()) continue;
      if (known->second != no_position) return known->second = no_position;
      known->second = p;
    }
    return known->second;
  }

  /// The post of a holder for the originator; no_position if there is none.
  position_id locate(const holder& h, std::span<const std::string> except = {}) {
    switch (h.kind) {
      case holder_kind::post: {
        const auto [known, is_new] = posts_.emplace(&h, no_position);
        if (is_new) known->second = org_.find(h.code).value_or(no_position);
        return known->second;
      }
      case holder_kind::class_of: {
        const condition_matcher& meets = matcher(h.when);
        for (std::size_t i = 1; i < chain_.size(); ++i)
          if (meets(chain_[i]) && std::ranges::find(except, org_.code(chain_[i])) == except.end())
            return chain_[i];
        return only_one(h.when, except);
      }
      case holder_kind::superior: {
        std::size_t left = h.steps;
        for (std::size_t i = 1; i < chain_.size(); ++i)
          if (holders_->handler(chain_[i]) != no_position && --left == 0) return chain_[i];
        return no_position;
      }
      case holder_kind::head_of_unit: {
        position_id head = no_position;
        const std::string_view unit = org_.unit(originator_);
        for (std::size_t i = 1; !unit.empty() && i < chain_.size(); ++i)
          if (org_.unit(chain_[i]) == unit && holders_->handler(chain_[i]) != no_position)
            head = chain_[i];
        return head;
      }
      case holder_kind::top:
        for (std::size_t i = chain_.size(); i-- > 1;)
          if (holders_->handler(chain_[i]) != no_position) return chain_[i];
        return no_position;
      case holder_kind::line:
        break;
    }
    return no_position;
  }
  position_id holder_of(std::uint32_t place) {
    const authority& a = org_.authorities()[place];
    if (a.whoever) return locate(*a.whoever, a.except);
    const auto [known, is_new] = holders_by_code_.emplace(place, no_position);
    if (is_new) known->second = org_.find(a.position).value_or(no_position);
    return known->second;
  }

  /// Whether the one in a post may use a right of it: its holder, or who acts in it.
  [[nodiscard]] bool may_use(const authority& a, position_id post, position_id handler) const {
    if (handler == no_position) return false;
    if (a.quorum && handler == post) {  // whoever acts for a body is one
      const auto present = holders_->members_present(post);
      if (present && *present < *a.quorum) return false;
    }
    return handler == post || reaches_by_acting(a, *matter_);
  }

  /// Those who concur, enough of them; absent if too few are there.
  std::optional<std::vector<position_id>> concurring(const authority& a, position_id post,
                                                     position_id handler) {
    std::vector<position_id> posts;  // one hand counts once
    const bool all = a.with.needed == 0;
    for (const holder& h : a.with.holders) {
      if (!all && posts.size() == a.with.needed) break;
      const position_id p = locate(h);
      const position_id by = p == no_position ? no_position : holders_->handler(p);
      if (by == no_position || p == post || by == handler || by == originator_ ||
          p == originator_) {
        if (all) return std::nullopt;
        continue;
      }
      const auto is_same = [&](position_id other) { return holders_->handler(other) == by; };
      if (std::ranges::none_of(posts, is_same)) posts.push_back(p);
    }
    if (posts.size() < a.with.needed) return std::nullopt;
    return posts;
  }

  /// The decision by a right of a post, if it stands; else how far it goes is noted.
  std::optional<decision> by_right(std::uint32_t place, position_id post) {
    const authority& a = org_.authorities()[place];
    if (a.acting) return std::nullopt;  // used by whoever acts, in by_acting()
    note(reach::too_low);
    if (!reaches(org_, a, *matter_, post)) return std::nullopt;
    note(reach::no_holder);
    const position_id handler = holders_->handler(post);
    if (!may_use(a, post, handler)) return std::nullopt;
    auto with = concurring(a, post, handler);
    if (!with) {
      note(reach::no_concurrence);
      return std::nullopt;
    }
    return decision{post, handler, place, *std::move(with)};
  }
  /// The decision by what the acting official of a post holds as Plh or Plt.
  std::optional<decision> by_acting(std::uint32_t place, position_id post) {
    const authority& a = org_.authorities()[place];
    const position_id handler = holders_->handler(post);
    if (!a.acting || matter_->strategic || !reaches(org_, a, *matter_, handler))
      return std::nullopt;
    auto with = concurring(a, post, handler);
    if (!with) return std::nullopt;
    return decision{post, handler, place, *std::move(with)};
  }
  void note(reach r) { furthest_ = std::max(furthest_, r); }

  [[nodiscard]] std::span<const held> rights_of(position_id post) const {
    const auto first = std::ranges::lower_bound(of_posts_, post, {}, &held::post);
    const auto last = std::ranges::upper_bound(of_posts_, post, {}, &held::post);
    return {first, last};
  }

  /// A right of the originator's own post by which it decides alone.
  std::optional<decision> decide_alone() {
    const auto alone = [&](std::uint32_t place) {
      const authority& a = org_.authorities()[place];
      const std::uint32_t quorum = a.quorum.value_or(1);
      return !a.acting && a.with.holders.empty() && reaches(org_, a, *matter_, originator_) &&
             holders_->members_present(originator_).value_or(quorum) >= quorum;
    };
    for (const held& h : rights_of(originator_))
      if (alone(h.place)) return decision{originator_, originator_, h.place, {}};
    for (const std::uint32_t place : for_whom_) {
      const authority& a = org_.authorities()[place];
      if (matcher(*a.originators)(originator_) && holder_of(place) == originator_ && alone(place))
        return decision{originator_, originator_, place, {}};
    }
    return std::nullopt;
  }

  std::optional<decision> decide() {
    if (auto found = decide_by_right()) return found;
    return decide_as_fallback();
  }

  /// Where no right stands: the fallback needs none, and no limit is asked of it.
  std::optional<decision> decide_as_fallback() {
    if (!matter_->fallback) return std::nullopt;
    const position_id post = locate(*matter_->fallback);
    if (post == no_position || post == originator_) return std::nullopt;
    const position_id handler = holders_->handler(post);
    if (handler == no_position || (handler != post && matter_->strategic)) {
      note(reach::no_holder);
      return std::nullopt;
    }
    return decision{post, handler, std::nullopt, {}};
  }

  std::optional<decision> decide_by_right() {
    furthest_ = reach::none;
    if (matter_->own_first)
      if (auto own = decide_alone()) return own;
    for (const std::uint32_t place : for_whom_) {
      const authority& a = org_.authorities()[place];
      if (!matcher(*a.originators)(originator_)) continue;
      const position_id post = holder_of(place);
      if (post == no_position || post == originator_) continue;
      auto found = by_right(place, post);
      if (found && !is_too_far(post)) return found;
      if (found) note(reach::too_far);
    }
    here_.clear();
    for (const std::uint32_t place : relative_) {
      const position_id post = holder_of(place);
      if (post != no_position) here_.push_back({post, place});
    }
    for (std::size_t i = 1; i < chain_.size(); ++i) {
      auto found = decide_in(chain_[i]);
      if (!found) continue;
      if (!matter_->levels_up || i <= *matter_->levels_up) return found;
      note(reach::too_far);
      break;
    }
    return decide_alone();
  }

  /// Rights of a post, with those that it has by how it stands to the originator.
  std::span<const held> rights_in_order(position_id post) {
    const std::span<const held> own = rights_of(post);
    if (std::ranges::find(here_, post, &held::post) == here_.end()) return own;
    in_order_.assign(own.begin(), own.end());
    std::ranges::copy_if(here_, std::back_inserter(in_order_),
                         [&](const held& h) { return h.post == post; });
    std::ranges::sort(in_order_, {}, [&](const held& h) { return rights_.rank_of_right(h.place); });
    return in_order_;
  }

  std::optional<decision> decide_in(position_id post) {
    for (const held& h : rights_in_order(post))
      if (auto found = by_right(h.place, post)) return found;
    const position_id handler = holders_->handler(post);
    if (handler == no_position || handler == post) return std::nullopt;
    for (const held& h : rights_in_order(handler))
      if (auto found = by_acting(h.place, post)) return found;
    return std::nullopt;
  }

  [[nodiscard]] undecidable_reason why_undecidable() const {
    switch (furthest_) {
      case reach::none:
        break;
      case reach::too_low:
        return undecidable_reason::limit_too_low;
      case reach::no_holder:
        return undecidable_reason::post_without_holder;
      case reach::no_concurrence:
        return undecidable_reason::nobody_to_concur;
      case reach::too_far:
        return undecidable_reason::too_many_levels;
    }
    return originator_ < org_.command().placed() ? undecidable_reason::no_authority
                                                 : undecidable_reason::not_placed;
  }

  /// The place in the chain of a post; its size if it is not there. Superiors have lower numbers.
  [[nodiscard]] std::size_t place_in_chain(position_id post) const {
    const auto found = std::ranges::lower_bound(chain_, post, std::ranges::greater{});
    if (found == chain_.end() || *found != post) return chain_.size();
    return static_cast<std::size_t>(found - chain_.begin());
  }

  /// The first place of the chain that reviews nothing: that of the decider, else as far as the
  /// matter climbs before it goes over to a decider beside the line.
  std::size_t end_of_line(position_id decider) {
    if (const std::size_t at = place_in_chain(decider); at < chain_.size()) return at;
    std::size_t common = chain_.size();
    for (const position_id above : chain_of_command(org_.command(), decider))
      if (const std::size_t at = place_in_chain(above); at < chain_.size()) {
        common = at;
        break;
      }
    if (common == 0) return 1;  // the decider is below who raises it
    if (!matter_->until) return common;
    const position_id last = locate(*matter_->until);
    const std::size_t at = last == no_position ? chain_.size() : place_in_chain(last);
    if (at > 0 && at < common) return at + 1;
    found_.until_too_high = at >= common && at < chain_.size();
    return common;
  }

  void find_stations(const decision& by) {
    stations_.clear();
    std::size_t end = by.post == originator_ ? 1 : end_of_line(by.post);
    if (matter_->levels_up) end = std::min<std::size_t>(end, std::size_t{*matter_->levels_up} + 1);
    std::uint32_t passed_over = 0;
    const auto go_to = [&](station next) {
      next.handler = next.post == originator_ ? originator_ : holders_->handler(next.post);
      if (next.handler == no_position) {
        if (next.on_line == 0 ||
            std::ranges::find(found_.path.passed_over, next.post) != found_.path.passed_over.end())
          return;
        found_.path.passed_over.push_back(next.post);
        ++passed_over;
        return;
      }
      next.passed_over = std::exchange(passed_over, 0);
      stations_.push_back(next);
    };
    const auto climb_line = [&](const matter_step* named) {
      for (std::size_t i = 1; i < end; ++i)
        go_to({chain_[i], no_position, step_role::reviewer, named, i});
    };
    if (by.post != originator_) {
      bool any_named = false;
      for (const matter_step* step : steps_) {
        if (step->after || (step->originators && !matcher(*step->originators)(originator_)))
          continue;
        any_named = true;
        if (step->who.kind == holder_kind::line) {
          climb_line(step);
          continue;
        }
        const position_id post = locate(step->who);
        if (post == no_position) found_.unmet.push_back(place_of(step));
        const bool is_decider =
            post == by.post || (post != no_position && holders_->handler(post) == by.handler);
        if (step->act == step_act::veto && is_decider)
          found_.by_decider.push_back(place_of(step));
        else if (post == by.post)
          found_.joined.push_back(place_of(step));
        if (post == by.post || post == originator_)
          found_.done.push_back(
              {post == originator_ ? originator_ : by.handler, step_role::reviewer, step->act});
        if (post == no_position || post == originator_ || post == by.post) continue;
        const std::size_t at = place_in_chain(post);
        const bool is_on_line = at < chain_.size();
        if (is_on_line && at >= place_in_chain(by.post)) continue;
        const position_id handler = holders_->handler(post);
        if (std::ranges::find(stations_, handler, &station::handler) != stations_.end())
          found_.joined.push_back(place_of(step));
        go_to({post, no_position, step_role::reviewer, step, is_on_line ? at : 0});
      }
      if (!any_named) climb_line(nullptr);
      for (const position_id post : by.concurring) {
        const position_id handler = holders_->handler(post);
        if (std::ranges::find(stations_, handler, &station::handler) == stations_.end())
          go_to({post, no_position, step_role::concurrence});
      }
    }
    const std::size_t decides_at = place_in_chain(by.post);
    stations_.push_back({by.post, by.handler, step_role::decider, nullptr,
                         decides_at < chain_.size() ? decides_at : 0, passed_over});
    passed_over = 0;
    for (const matter_step* step : steps_) {
      if (!step->after || (step->originators && !matcher(*step->originators)(originator_)))
        continue;
      if (step->who.kind == holder_kind::line) {
        for (std::size_t i = 1; i < end; ++i)
          go_to({chain_[i], no_position, step_role::afterwards, step});
        continue;
      }
      if (const position_id post = locate(step->who); post != no_position)
        go_to({post, no_position, step_role::afterwards, step});
    }
  }

  [[nodiscard]] std::size_t place_of(const matter_step* step) const {
    return static_cast<std::size_t>(step - org_.steps().data());
  }

  void add(path_step step, std::optional<double> minutes, double waiting) {
    found_.path.steps.push_back(step);
    found_.minutes.push_back(minutes);
    found_.waiting.push_back(waiting);
  }

  void walk() {
    const step_times times(*matter_);
    path_length& length = found_.length;
    double beside = 0;  // the longest so far of parallel steps
    const std::string* group = nullptr;
    std::uint32_t groups = 0;
    const auto close_group = [&] {
      found_.hours += std::exchange(beside, 0);
      group = nullptr;
    };
    add(path_step{originator_, step_role::drafter, std::nullopt}, matter_->work_minutes,
        times.waiting());
    // Whoever decides its own matter does one act.
    if (found_.decider_post != originator_)
      found_.done.push_back({originator_, step_role::drafter, step_act::draft});
    found_.hours = times.usual() * static_cast<double>(1 + matter_->clerical_steps.size());
    position_id hands = originator_;
    std::size_t below = 0;  // place in the chain of the last post, if it was on the line
    bool hangs = true;      // whether lines hang on it
    for (const station& next : stations_) {
      found_.done.push_back({next.handler, next.role, act_of(next)});
      const bool is_after = next.role == step_role::afterwards;
      std::size_t roles = 0;
      std::size_t all = 0;
      if (hangs && !is_after && next.post != originator_)
        side_->for_each(chain_[below], std::span(chain_).subspan(below + 1),
                        [&](const path_step& step) {
                          ++all;
                          if (step.role == step_role::role_step) {
                            ++roles;
                            if (rebuilds_(chain_[below], step.position)) ++length.rebuilt;
                          }
                          add(step, matter_->work_minutes, times.waiting());
                        });
      if (all > 0) {
        close_group();
        found_.hours += times.usual() * static_cast<double>(all);
      }
      const bool changes_hands = next.handler != hands;
      const bool makes_step = changes_hands || all > 0;
      if (!is_after) {
        length.command += changes_hands ? 1 : 0;
        length.with_roles += roles + (changes_hands || roles > 0 ? 1 : 0);
        length.with_coordination += all + (makes_step ? 1 : 0);
      }
      if (makes_step) {
        path_step step{next.handler, next.role, std::nullopt};
        if (next.handler != next.post)
          step.led_here = line_type::acting;
        else if (next.on_line > 0 && next.named == nullptr)
          step.led_here = line_type::command;
        step.passed_over = next.passed_over;
        step.after = is_after;
        const double takes = next.named ? times.of(*next.named) : times.usual();
        if (next.named && !next.named->together.empty()) {
          if (group == nullptr || *group != next.named->together) {
            close_group();
            group = &next.named->together;
            ++groups;
          }
          step.together = groups;
          if (!is_after) beside = std::max(beside, takes);
        } else {
          close_group();
          if (!is_after) found_.hours += takes;
        }
        add(step, next.named ? times.minutes(*next.named) : matter_->work_minutes,
            next.named ? times.waiting(*next.named) : times.waiting());
      }
      path_step& made = found_.path.steps.back();
      if (next.named && !(made.role == step_role::decider)) made.act = next.named->act;
      if (made.role != step_role::decider || next.role == step_role::decider) {
        made.acts_for.reset();
        if (next.handler != next.post) made.acts_for = next.post;
      }
      if (next.role == step_role::decider) {
        made.role = step_role::decider;
        made.act.reset();
        close_group();
        const double meeting = meeting_hours();
        found_.hours += meeting;
        // It comes once all steps are done that run beside the decider's.
        const std::vector<path_step>& steps = found_.path.steps;
        std::size_t i = steps.size();
        do found_.waiting[--i] += meeting;
        while (i > 0 && made.together != 0 && steps[i - 1].together == made.together);
      }
      if (next.on_line > 0 && next.role == step_role::reviewer) {
        found_.reviewed.push_back(next.post);
        below = next.on_line;
      }
      hangs = next.on_line > 0;
      hands = next.handler;
    }
    found_.in_time = matter_->allows(found_.hours);
    count_checks();
    if (times_known_) found_.path.elapsed_hours = found_.hours;
    found_.path.hand_offs = static_cast<std::size_t>(length.command);
    found_.path.hand_offs_with_roles = static_cast<std::size_t>(length.with_roles);
    found_.path.hand_offs_with_coordination = static_cast<std::size_t>(length.with_coordination);
  }

  [[nodiscard]] double meeting_hours() const {
    if (!found_.path.authority) return 0;
    return org_.authorities()[*found_.path.authority].waiting_hours.value_or(0);
  }

  static step_act act_of(const station& s) {
    if (s.role == step_role::decider) return step_act::approve;
    if (s.role == step_role::concurrence) return step_act::concur;
    return s.named ? s.named->act : step_act::review;
  }

  /// Positions that did something until the decision which could stop it, each once, but who raised
  /// it and its subordinates.
  void count_checks() {
    counted_.assign(1, originator_);
    for (const scheme_path::act& done : found_.done)
      if (done.role != step_role::afterwards && can_stop(done.what) &&
          std::ranges::find(counted_, done.hand) == counted_.end() &&
          !is_below(org_.command(), done.hand, originator_))
        counted_.push_back(done.hand);
    found_.checks = static_cast<std::uint32_t>(counted_.size() - 1);
  }

  const organisation& org_;
  const decision_options& options_;
  const rights_by_matter& all_;
  const matter_rights& rights_;
  rebuilding rebuilds_;
  bool has_bodies_;

  const matter* matter_ = nullptr;
  const post_holders* holders_ = nullptr;
  std::optional<side_steps> side_;
  std::vector<held> of_posts_;           ///< by post, then as they are asked
  std::vector<std::uint32_t> for_whom_;  ///< rows that say for whom they hold
  std::vector<std::uint32_t> relative_;
  std::vector<const matter_step*> steps_;
  bool times_known_ = false;

  position_id originator_ = no_position;
  position_id last_ = no_position;
  std::vector<position_id> chain_;
  reach furthest_ = reach::none;
  scheme_path found_;
  // Of the path that is being found; members keep their room.
  std::vector<held> here_;      ///< rights by how a post stands to the originator
  std::vector<held> in_order_;  ///< rights of one post
  std::vector<station> stations_;
  std::vector<position_id> counted_;

  std::map<const condition*, std::unique_ptr<condition_matcher>> matchers_;
  std::map<const condition*, position_id> only_;
  std::map<const holder*, position_id> posts_;
  std::map<std::uint32_t, position_id> holders_by_code_;
};

}  // namespace pangkas::detail
