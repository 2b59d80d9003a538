// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The authorities of an organisation by matter.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/impl/matter_names.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/core/text_column.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The authorities of an organisation by matter, with their holders looked up once.
///
/// A right of a class is one of each of its members; what says for whom it holds, or who holds it
/// by how it stands to the originator, is kept apart.
class rights_by_matter {
 public:
  struct right {
    position_id holder{};
    std::uint32_t place{};  ///< in organisation::authorities()
    bool is_plain{};  ///< without limit or days, and of the holder's own post: it always reaches
  };

  explicit rights_by_matter(const organisation& org) : org_(org) {
    const std::vector<authority>& all = org.authorities();
    const code_column& codes = *org.table().codes;
    std::array<std::string_view, text_index::group> wanted;
    std::array<row_index, text_index::group> rows;
    std::string_view matter;  // of the authority before: they mostly come matter by matter
    std::vector<right>* rights = nullptr;
    for (std::size_t at = 0; at < all.size(); at += wanted.size()) {
      const std::size_t here = std::min(wanted.size(), all.size() - at);
      for (std::size_t i = 0; i < here; ++i) wanted[i] = all[at + i].position;
      codes.index.find_all(codes.texts, std::span(wanted).first(here), std::span(rows).first(here));
      for (std::size_t i = 0; i < here; ++i) {
        const authority& a = all[at + i];
        const auto place = static_cast<std::uint32_t>(at + i);
        if (asks_more(a)) ask_more_.insert(a.matter);
        if (a.waiting_hours) waiting_[a.matter].push_back(place);
        if (asks_originator(a)) {
          rules_[a.matter].push_back(place);
        } else if (a.whoever) {
          add_class(place);
        } else if (rows[i] != text_index::absent) {
          if (rights == nullptr || a.matter != matter) {
            matter = a.matter;
            rights = &by_matter_[matter];
          }
          rights->push_back({org.position_at(rows[i]), place, is_plain(a)});
        }
      }
    }
  }

  /// @brief Calls `visit(right)` for each authority of a post for a matter, those for its families
  /// and for all matters too.
  template <class Visit>
  void for_each(const matter& m, Visit visit) const {
    for_each_name(m, [&](std::string_view key) {
      if (const auto found = by_matter_.find(key); found != by_matter_.end())
        for (const right& r : found->second) visit(r);
    });
  }
  /// @brief The places of the others for a matter, in the order of the table.
  [[nodiscard]] std::vector<std::uint32_t> rules(const matter& m) const {
    std::vector<std::uint32_t> places = places_in(rules_, m);
    std::ranges::sort(places);
    return places;
  }
  /// @brief The places of those that wait for a meeting, whether anybody holds them or not.
  [[nodiscard]] std::vector<std::uint32_t> waiting(const matter& m) const {
    return places_in(waiting_, m);
  }

  /// @brief Whether a right of a post for a matter asks for more than that the post is there.
  [[nodiscard]] bool ask_more(const matter& m) const {
    bool any = false;
    for_each_name(m, [&](std::string_view key) { any = any || ask_more_.contains(key); });
    return any;
  }

  /// @brief Whether who holds a right depends on who raises the matter.
  static bool asks_originator(const authority& a) {
    return a.originators || (a.whoever && a.whoever->kind != holder_kind::class_of);
  }

 private:
  static bool is_plain(const authority& a) {
    return !a.limit && !a.acting && a.from.empty() && a.until.empty() && !a.budget_share &&
           a.limits.empty() && !a.acting_limit && a.currency.empty() && !asks_more(a);
  }
  static bool asks_more(const authority& a) {
    return !a.with.holders.empty() || a.quorum || a.waiting_hours;
  }

  using places_by_matter = std::map<std::string_view, std::vector<std::uint32_t>>;
  static std::vector<std::uint32_t> places_in(const places_by_matter& all, const matter& m) {
    std::vector<std::uint32_t> places;
    for_each_name(m, [&](std::string_view key) {
      if (const auto found = all.find(key); found != all.end())
        places.insert(places.end(), found->second.begin(), found->second.end());
    });
    return places;
  }

  /// Of two rows of classes on one right the first stands, for whoever is of both.
  void add_class(std::uint32_t place) {
    const authority& a = org_.authorities()[place];
    std::vector<row_index> except;
    for (const std::string& code : a.except)
      if (const auto p = org_.find(code)) except.push_back(org_.row(*p));
    std::ranges::sort(except);
    const condition_matcher meets(org_, a.whoever->when);
    std::vector<const condition_matcher*> earlier;
    for (const auto& [other, matcher] : classes_)
      if (is_one_right(org_.authorities()[other], a)) earlier.push_back(&matcher);
    std::vector<right>& rights = by_matter_[a.matter];
    for (row_index row = 0; row < org_.size(); ++row) {
      if (!meets.texts_meet(row)) continue;
      const position_id p = org_.position_at(row);
      if (!meets.meets(row, p) || std::ranges::binary_search(except, row) ||
          std::ranges::any_of(earlier, [&](const auto* other) { return (*other)(p); }))
        continue;
      rights.push_back({p, place, is_plain(a)});
    }
    classes_.emplace_back(place, meets);
  }

  static bool is_one_right(const authority& a, const authority& b) {
    return std::tie(a.matter, a.source, a.giver, a.acting, a.with, a.currency, a.from, a.until) ==
               std::tie(b.matter, b.source, b.giver, b.acting, b.with, b.currency, b.from,
                        b.until) &&
           std::ranges::equal(a.limits, b.limits, {}, &named_amount::name, &named_amount::name);
  }

  const organisation& org_;
  std::map<std::string_view, std::vector<right>> by_matter_;
  places_by_matter rules_;
  places_by_matter waiting_;
  std::set<std::string_view> ask_more_;
  std::vector<std::pair<std::uint32_t, condition_matcher>> classes_;
};

}  // namespace pangkas::detail
