// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief An organisation: positions, their attributes and the lines between them.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

class line_network;

/// @brief A line by positions. Matter, role, days and law are places in organisation::line_names().
struct line {
  position_id superior = no_position;
  position_id subordinate = no_position;
  line_type type = line_type::functional;
  std::uint32_t matter = 0;        ///< 0: for all matters
  std::uint32_t role = 0;          ///< 0: no name
  std::uint32_t from = 0;          ///< first day, as in 2021-06-30; 0: since ever
  std::uint32_t until = 0;         ///< last day; 0: without end
  std::uint32_t legal_source = 0;  ///< 0: not told

  friend bool operator==(const line&, const line&) = default;
};

/// @brief Whether a line holds on a day; on all where none is asked about.
/// @param l      The line.
/// @param names  Those on the lines of its organisation.
/// @param day    As in 2021-06-30; empty: none is asked about.
[[nodiscard]] inline bool holds_on(const line& l, const std::vector<std::string>& names,
                                   std::string_view day) {
  return day.empty() ||
         ((l.from == 0 || names[l.from] <= day) && (l.until == 0 || day <= names[l.until]));
}

/// @brief A line by rows.
struct row_line {
  row_index superior = no_row;
  row_index subordinate = no_row;
  line_type type = line_type::functional;
  std::uint32_t matter = 0;
  std::uint32_t role = 0;
  std::uint32_t from = 0;
  std::uint32_t until = 0;
  std::uint32_t legal_source = 0;

  friend bool operator==(const row_line&, const row_line&) = default;
};

/// @brief All that an organisation is made of, by row. organisation_builder makes it from codes;
/// transformations make it from another organisation.
struct organisation_parts {
  position_table table{};
  std::shared_ptr<const rank_scheme> scheme = std::make_shared<rank_scheme>();
  /// Row of each row's command superior; no_row for none. May hold cycles.
  std::vector<row_index> superiors{};
  /// Rows whose superior is not in the organisation, with its code as declared; ascending. Without
  /// a code the row itself is outside the organisation: external.
  std::vector<std::pair<row_index, std::string>> unresolved{};
  /// Lines other than command, by row.
  std::vector<row_line> lines{};
  /// Names of matters and roles on lines, days and laws; the first is empty.
  std::vector<std::string> line_names{std::string{}};
  std::vector<authority> authorities{};
  std::vector<matter> matters{};     ///< kinds of decision, by unique code
  std::vector<matter_step> steps{};  ///< that orders name, in the order in which they are taken
};

/// @brief An organisation. An immutable value: a copy costs one reference count, and two scenarios
/// share every column in which they agree.
///
/// Positions are numbered as command_forest tells: superiors before subordinates, the placed ones
/// first. The attributes are kept in the given order (rows), see row() and position_at().
class organisation {
 public:
  organisation() : organisation(organisation_parts{}) {}

  /// @throws structure_error if there are more positions than 31 bits count.
  /// @complexity O(P + L log L) for P positions and L lines.
  explicit organisation(organisation_parts parts)
      : data_(std::make_shared<const data>(std::move(parts), nullptr)) {}

  /// @brief An organisation with the command lines of another, whose numbering it shares.
  /// @param parts   Its parts; superiors and unresolved are those of @p same.
  /// @param same    The other organisation.
  /// @complexity O(distinct ranks + L log L) for L lines.
  organisation(organisation_parts parts, const organisation& same)
      : data_(std::make_shared<const data>(std::move(parts), same.data_->forest)) {}

  /// @brief Number of positions, placed or not.
  [[nodiscard]] std::size_t size() const noexcept { return data_->forest->size(); }
  /// @brief The command lines.
  [[nodiscard]] const command_forest& command() const noexcept { return *data_->forest; }
  /// @brief The lines of all types, as measures of any network take them.
  /// @complexity O(P + L) time and memory for L lines that are not in the forest.
  [[nodiscard]] line_network network() const;
  /// @brief The columns, by row.
  [[nodiscard]] const position_table& table() const noexcept { return data_->parts.table; }
  /// @brief The rank scheme; one without ranks if none was given.
  [[nodiscard]] const rank_scheme& scheme() const noexcept { return *data_->parts.scheme; }
  /// @brief What the organisation was made of; the start of a scenario.
  [[nodiscard]] const organisation_parts& parts() const noexcept { return data_->parts; }

  /// @brief Place of a position in the given order.
  [[nodiscard]] row_index row(position_id p) const { return command().row(p); }
  /// @brief The position at a place of the given order.
  [[nodiscard]] position_id position_at(row_index row) const { return command().position_at(row); }

  [[nodiscard]] std::string_view code(position_id p) const { return table().codes->texts[row(p)]; }
  [[nodiscard]] std::string_view title(position_id p) const { return (*table().titles)[row(p)]; }
  /// @brief The kind that was declared, else the one of the rank; absent if neither is known.
  [[nodiscard]] std::optional<position_kind> kind(position_id p) const {
    return kind_in_row(row(p));
  }
  /// @brief kind() of the position in a row, for who goes through all rows in order.
  [[nodiscard]] std::optional<position_kind> kind_in_row(row_index row) const;
  /// @brief The rank as declared; empty if none.
  [[nodiscard]] std::string_view rank_name(position_id p) const { return (*table().ranks)[row(p)]; }
  /// @brief The rank in the scheme; absent if none was declared or the scheme does not have it.
  [[nodiscard]] std::optional<rank_index> rank_of(position_id p) const {
    return rank_in_row(row(p));
  }
  /// @brief rank_of() the position in a row.
  [[nodiscard]] std::optional<rank_index> rank_in_row(row_index row) const {
    return data_->rank_of_entry[table().ranks->entry(row)];
  }
  [[nodiscard]] std::string_view unit(position_id p) const { return (*table().units)[row(p)]; }
  /// @brief Established seats; 1 if none were declared.
  [[nodiscard]] double seats(position_id p) const { return table().seats->value_or(row(p), 1.0); }
  /// @brief Filled seats; absent if not known.
  [[nodiscard]] std::optional<double> filled(position_id p) const {
    return (*table().filled)[row(p)];
  }
  [[nodiscard]] std::string_view position_class(position_id p) const {
    return (*table().classes)[row(p)];
  }
  /// @brief Cost per year; absent if not known.
  [[nodiscard]] std::optional<double> cost(position_id p) const { return (*table().costs)[row(p)]; }
  /// @brief Its own budget; absent if not known.
  [[nodiscard]] std::optional<double> budget(position_id p) const {
    return (*table().budgets)[row(p)];
  }
  [[nodiscard]] const std::vector<std::string>& flags(position_id p) const {
    return (*table().flags)[row(p)];
  }

  /// @brief Opaque codes of who fills the seats, with ";" between several; empty: not told.
  [[nodiscard]] std::string_view holders(position_id p) const { return (*table().holders)[row(p)]; }
  /// @brief What establishes the post: law, article, sentence; empty: not told.
  [[nodiscard]] std::string_view legal_source(position_id p) const {
    return (*table().legal_sources)[row(p)];
  }

  /// @brief The superior's code as declared, also where it has no place in the forest: unknown, a
  /// member of a cycle, the position itself. Empty for a root and for an external position.
  [[nodiscard]] std::string_view declared_superior(position_id p) const;

  /// @brief The position with that code; absent if there is none.
  [[nodiscard]] std::optional<position_id> find(std::string_view code) const;
  /// @brief The position with that code.
  /// @throws unknown_position if there is none.
  [[nodiscard]] position_id at(std::string_view code) const;

  /// @brief Every line that is not in the command forest: those of other types, and the command
  /// lines of cycles. By superior, then by subordinate, then by type.
  [[nodiscard]] std::span<const line> lines() const noexcept { return data_->lines; }
  /// @brief Those of lines() that leave @p superior downwards.
  [[nodiscard]] std::span<const line> lines_from(position_id superior) const;
  /// @brief Those of lines() that arrive at @p subordinate, as places in lines().
  [[nodiscard]] std::span<const std::uint32_t> lines_to(position_id subordinate) const;
  /// @brief Names of matters and roles on lines, days and laws; the first is empty.
  [[nodiscard]] const std::vector<std::string>& line_names() const noexcept {
    return parts().line_names;
  }
  /// @brief Rights to decide.
  [[nodiscard]] const std::vector<authority>& authorities() const noexcept {
    return parts().authorities;
  }
  /// @brief Kinds of decision; none: the default matter is measured.
  [[nodiscard]] const std::vector<matter>& matters() const noexcept { return parts().matters; }
  /// @brief The steps that orders name.
  [[nodiscard]] const std::vector<matter_step>& steps() const noexcept { return parts().steps; }
  /// @brief The place in matters() of a code; absent if there is none.
  [[nodiscard]] std::optional<std::size_t> find_matter(std::string_view code) const;

 private:
  struct data {
    data(organisation_parts given, std::shared_ptr<const command_forest> known);

    std::shared_ptr<const command_forest> number_positions() const;

    void index_lines();

    organisation_parts parts{};
    std::shared_ptr<const command_forest> forest{};
    std::vector<std::optional<rank_index>> rank_of_entry{};
    std::vector<line> lines{};
    std::vector<std::uint32_t> by_subordinate{};  ///< places in lines, by lower end
    std::vector<std::uint32_t> first_from{};      ///< by superior, in lines; empty without lines
    std::vector<std::uint32_t> first_to{};        ///< by subordinate, in by_subordinate
  };

  std::shared_ptr<const data> data_;
};

/// @brief The codes in a text of holders, without blanks around them.
[[nodiscard]] std::vector<std::string_view> split_holders(std::string_view holders);

namespace detail {
/// @brief A holder and the rows of the posts that it is in, ascending.
struct held_posts {
  std::string_view holder{};
  std::vector<row_index> rows{};
};

/// @brief All holders of a column, in the order in which they are met.
/// @param holders  As position_table::holders; it must outlive the result.
/// @complexity O(rows) expected.
[[nodiscard]] std::vector<held_posts> posts_by_holder(const rare_text_column& holders);
}  // namespace detail

/// @brief How many hold how many posts.
struct holder_counts {
  std::size_t holders = 0;     ///< each counted once
  std::size_t positions = 0;   ///< that have a holder
  std::size_t in_several = 0;  ///< holders of more than one position

  friend bool operator==(const holder_counts&, const holder_counts&) = default;
};

/// @brief Counts persons and posts, both: one person may be in several posts, one post have several.
/// @complexity O(P) expected for P positions.
[[nodiscard]] holder_counts count_holders(const organisation& org);

/// @brief The organisation without what is known of the holders of its positions: for what leaves
/// the house.
[[nodiscard]] organisation without_holders(const organisation& org);

}  // namespace pangkas
