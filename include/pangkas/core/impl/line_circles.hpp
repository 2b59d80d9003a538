// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Lines that lead back to where they began. A part of organisation_builder.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/impl/report_finding.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/text_column.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The search for circles among the lines that count.
class line_circles {
 public:
  /// @param matter_of  What a line is for, 0 for all that is; absent if it does not count.
  template <class MatterOf>
  line_circles(const std::vector<row_line>& lines, MatterOf matter_of) : lines_(lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (const std::optional<std::uint32_t> matter = matter_of(lines[i])) {
        of_matter_[*matter].push_back(i);
        above_[{*matter, lines[i].subordinate}].push_back(i);
      }
  }

  /// @brief A post on a way upwards.
  struct station {
    row_index post;
    std::size_t own;       ///< lines for the matter on the way to it
    std::size_t next = 0;  ///< of the lines above it
  };

  /// @brief Calls @p tell once for each line that closes a circle, with the stations of it, each followed by
  /// who is above it. A circle of lines for all is one of no matter.
  template <class Tell>
  void find(Tell tell) const {
    constexpr std::size_t done = std::numeric_limits<std::size_t>::max();
    std::unordered_set<std::size_t> told;
    for (const auto& [matter, lines] : of_matter_) {
      std::unordered_map<row_index, std::size_t> places;  // on the way, from 1; or done
      for (const std::size_t first : lines) {
        // Depth first with a stack of its own: who is above the post, who is above that one, …
        std::vector<station> way;
        const auto go_to = [&](row_index post, std::size_t own) {
          way.push_back({post, own});
          places[post] = way.size();
        };
        if (!places.contains(lines_[first].subordinate)) go_to(lines_[first].subordinate, 0);
        while (!way.empty()) {
          station& last = way.back();
          const auto line = line_above(matter, last.post, last.next++);
          if (!line) {
            places[last.post] = done;
            way.pop_back();
            continue;
          }
          const std::size_t own = last.own + (lines_[*line].matter == matter ? 1 : 0);
          const auto known = places.find(lines_[*line].superior);
          if (known == places.end()) {
            go_to(lines_[*line].superior, own);
          } else if (known->second != done) {
            const std::span circle = std::span<const station>(way).subspan(known->second - 1);
            const bool is_of_matter = matter == 0 || own > circle.front().own;
            if (is_of_matter && told.insert(*line).second) tell(*line, circle);
          }
        }
      }
    }
  }

 private:
  /// The lines above a post, those for the matter before those for all.
  [[nodiscard]] std::optional<std::size_t> line_above(std::uint32_t matter, row_index post,
                                                      std::size_t n) const {
    for (const std::uint32_t of : {matter, 0U}) {
      const auto found = above_.find({of, post});
      const std::size_t here = found == above_.end() ? 0 : found->second.size();
      if (n < here) return found->second[n];
      if (matter == 0) break;
      n -= here;
    }
    return std::nullopt;
  }

  const std::vector<row_line>& lines_;
  std::map<std::uint32_t, std::vector<std::size_t>> of_matter_;
  std::map<std::pair<std::uint32_t, row_index>, std::vector<std::size_t>> above_;  ///< lower end
};

/// @brief Findings acting-circle, of posts that act for each other, and line-circle, of lines along which the
/// role steps of one matter are climbed. Coordination lines are not climbed, and lead in no circle.
/// @param codes    Of the rows that lines lead between.
/// @param origins  Of the lines.
/// @complexity     O(L log L) for L lines, and for each matter the lines for all above its own.
inline void report_line_circles(const std::vector<row_line>& lines, const text_column& codes,
                                const std::vector<origin>& origins, const report_finding& report) {
  const auto tell = [&](std::string_view rule, std::string_view what, std::string_view action) {
    return [=, &codes, &origins, &lines, &report](std::size_t place,
                                                  std::span<const line_circles::station> circle) {
      constexpr std::size_t most = 20;
      std::string words(what);
      for (std::size_t n = 0; n < std::min(most, circle.size()); ++n)
        words += echo(codes[circle[n].post]) + " → ";
      if (circle.size() > most) words += "… → ";
      const std::string_view above = codes[lines[place].superior];
      report(rule, severity::warning, origins[place], {}, above, words + echo(above),
             std::string(action));
    };
  };
  const auto acts = [](const row_line& l) {
    return l.type == line_type::acting ? std::optional<std::uint32_t>(0) : std::nullopt;
  };
  const auto leads = [](const row_line& l) {
    return l.type == line_type::functional || l.type == line_type::assignment
               ? std::optional<std::uint32_t>(l.matter)
               : std::nullopt;
  };
  line_circles(lines, acts)
      .find(tell("acting-circle",
                 "posts act for each other in a circle, each followed by who acts for it: ",
                 "kept; where all of them are without holder, nobody acts"));
  line_circles(lines, leads)
      .find(tell("line-circle",
                 "functional or assignment lines lead in a circle, each followed by who leads it: ",
                 "kept; a path takes each of them once"));
}

}  // namespace pangkas::detail
