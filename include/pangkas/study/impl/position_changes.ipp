// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/position_changes.hpp>

#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/unseen.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/core/result_table.hpp>
#include <pangkas/core/text_column.hpp>
#include <pangkas/metrics/layers.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace detail {

enum attribute_bit : std::uint16_t {
  superior_bit = 1U << 0U,
  title_bit = 1U << 1U,
  kind_bit = 1U << 2U,
  rank_bit = 1U << 3U,
  unit_bit = 1U << 4U,
  seats_bit = 1U << 5U,
  filled_bit = 1U << 6U,
  class_bit = 1U << 7U,
  cost_bit = 1U << 8U,
  budget_bit = 1U << 9U,
  flags_bit = 1U << 10U,
  holder_bit = 1U << 11U,
  law_bit = 1U << 12U
};

/// Which attributes an organisation tells of any position.
inline std::uint16_t attributes_told(const organisation& org) {
  unsigned told = superior_bit;
  const position_table& table = org.table();
  const auto texts = [&](const dictionary_column& column, unsigned bit) {
    for (std::size_t i = 0; i < column.values().size(); ++i)
      if (!column.values()[i].empty()) told |= bit;
  };
  const auto numbers = [&](const number_column& column, unsigned bit) {
    if (!std::ranges::all_of(column.values(), [](double n) { return std::isnan(n); })) told |= bit;
  };
  texts(*table.titles, title_bit);
  texts(*table.ranks, rank_bit);
  texts(*table.units, unit_bit);
  texts(*table.classes, class_bit);
  numbers(*table.seats, seats_bit);
  numbers(*table.filled, filled_bit);
  numbers(*table.costs, cost_bit);
  if (table.budgets->any()) told |= budget_bit;
  if (table.holders->any()) told |= holder_bit;
  if (table.legal_sources->any()) told |= law_bit;
  for (const std::vector<std::string>& flags : table.flags->lists())
    if (!flags.empty()) told |= flags_bit;
  for (row_index row = 0; row < org.size() && (told & kind_bit) == 0; ++row)
    if (org.kind_in_row(row)) told |= kind_bit;
  return static_cast<std::uint16_t>(told);
}

/// The row of each code of @p of in @p in; no_row where it is not there.
inline std::vector<row_index> rows_in(const organisation& of, const organisation& in) {
  std::vector<row_index> rows(of.size());
  const text_column& codes = of.table().codes->texts;
  const code_column& known = *in.table().codes;
  if (&known == of.table().codes.get()) {
    for (row_index row = 0; row < rows.size(); ++row) rows[row] = row;
    return rows;
  }
  std::array<std::string_view, text_index::group> wanted;
  for (std::size_t begin = 0; begin < rows.size(); begin += wanted.size()) {
    const std::size_t size = std::min(wanted.size(), rows.size() - begin);
    for (std::size_t i = 0; i < size; ++i) wanted[i] = codes[begin + i];
    known.index.find_all(known.texts, std::span(wanted).first(size),
                         std::span(rows).subspan(begin, size));
  }
  static_assert(text_index::absent == no_row);
  return rows;
}

/// Whether the texts of two dictionaries are the same, each pair of entries compared once.
class entry_pairs {
 public:
  entry_pairs(const dictionary_column& before, const dictionary_column& after)
      : before_(before), after_(after), known_(before.values().size(), unknown) {}

  bool differ(row_index before, row_index after) {
    const std::uint32_t was = before_.entry(before);
    const std::uint32_t is = after_.entry(after);
    if (known_[was] == is) return false;
    if (before_.values()[was] != after_.values()[is]) return true;
    known_[was] = is;
    return false;
  }

 private:
  static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
  const dictionary_column& before_;
  const dictionary_column& after_;
  std::vector<std::uint32_t> known_;  ///< by entry before, the same text after
};

/// Tells which attributes of one position differ.
class attribute_comparison {
 public:
  attribute_comparison(const organisation& before, const organisation& after, unsigned compared)
      : before_(before),
        after_(after),
        compared_(compared),
        titles_(*before.table().titles, *after.table().titles),
        ranks_(*before.table().ranks, *after.table().ranks),
        units_(*before.table().units, *after.table().units),
        classes_(*before.table().classes, *after.table().classes) {}

  std::uint16_t operator()(row_index was, row_index is) {
    const position_table& b = before_.table();
    const position_table& a = after_.table();
    unsigned found = 0;
    const auto put = [&](unsigned bit, bool differs) { found |= differs ? bit : 0U; };
    put(superior_bit, before_.declared_superior(before_.position_at(was)) !=
                          after_.declared_superior(after_.position_at(is)));
    put(title_bit, titles_.differ(was, is));
    put(kind_bit, before_.kind_in_row(was) != after_.kind_in_row(is));
    put(rank_bit, ranks_.differ(was, is));
    put(unit_bit, units_.differ(was, is));
    put(seats_bit, b.seats->value_or(was, 1.0) != a.seats->value_or(is, 1.0));
    put(filled_bit, (*b.filled)[was] != (*a.filled)[is]);
    put(class_bit, classes_.differ(was, is));
    put(cost_bit, (*b.costs)[was] != (*a.costs)[is]);
    put(budget_bit, (*b.budgets)[was] != (*a.budgets)[is]);
    put(flags_bit, (*b.flags)[was] != (*a.flags)[is]);
    put(holder_bit, (*b.holders)[was] != (*a.holders)[is]);
    put(law_bit, (*b.legal_sources)[was] != (*a.legal_sources)[is]);
    return static_cast<std::uint16_t>(found & compared_);
  }

 private:
  const organisation& before_;
  const organisation& after_;
  unsigned compared_;
  entry_pairs titles_;
  entry_pairs ranks_;
  entry_pairs units_;
  entry_pairs classes_;
};

/// Codes that are on one side alone.
inline std::vector<std::string_view> codes_only(const position_changes& changes,
                                                position_change what, const organisation& org) {
  std::vector<std::string_view> codes;
  for (const position_changes::row& row : changes.rows)
    if (row.what == what)
      codes.push_back(
          org.table().codes->texts[what == position_change::only_before ? row.before : row.after]);
  return codes;
}

inline std::string without_leading_zeros(std::string_view code) {
  const std::size_t first = code.find_first_not_of('0');
  // The last zero of a code of zeros is its digit.
  if (first == std::string_view::npos) return code.empty() ? std::string() : "0";
  return std::string(code.substr(first));
}
/// Without what a spreadsheet shows as nothing, or as a blank.
inline std::string without_unseen_blanks(std::string_view code) {
  constexpr std::string_view no_break_space = "\xC2\xA0";
  std::string text = replace_unseen(code, false);
  for (std::size_t at = text.find(no_break_space); at != std::string::npos;
       at = text.find(no_break_space))
    text.erase(at, no_break_space.size());
  std::erase_if(text, is_blank);
  return text;
}

/// What all of at least two codes begin with.
inline std::string_view common_beginning(const std::vector<std::string_view>& codes) {
  if (codes.size() < 2) return {};
  std::string_view common = codes.front();
  for (const std::string_view code : codes) {
    const auto differ = std::ranges::mismatch(common, code);
    common = common.substr(0, static_cast<std::size_t>(differ.in1 - common.begin()));
  }
  return common;
}

/// Pairs of codes that would be one if they were written alike.
struct alike_codes {
  std::size_t pairs = 0;
  std::string_view before{};
  std::string_view after{};
};

template <class WriteBefore, class WriteAfter>
alike_codes codes_alike(const std::vector<std::string_view>& before,
                        const std::vector<std::string_view>& after, WriteBefore write_before,
                        WriteAfter write_after) {
  using written = std::pair<std::string, std::size_t>;
  std::vector<written> here;
  std::vector<written> there;
  for (std::size_t i = 0; i < before.size(); ++i) here.emplace_back(write_before(before[i]), i);
  for (std::size_t i = 0; i < after.size(); ++i) there.emplace_back(write_after(after[i]), i);
  std::ranges::sort(here);
  std::ranges::sort(there);
  alike_codes found;
  std::size_t first = before.size();
  for (auto a = here.begin(), b = there.begin(); a != here.end() && b != there.end();) {
    if (a->first != b->first) {
      a->first < b->first ? ++a : ++b;
      continue;
    }
    if (!a->first.empty()) {
      ++found.pairs;
      if (a->second < first) {  // the first in the given order is named
        first = a->second;
        found.before = before[a->second];
        found.after = after[b->second];
      }
    }
    ++a;
    ++b;
  }
  return found;
}

/// The most frequent way in which codes of both sides would meet, as a sentence; empty if none.
struct likely_cause {
  alike_codes found{};
  std::string differ{};  ///< "differ only in …"
};

inline likely_cause cause_of(const std::vector<std::string_view>& before,
                             const std::vector<std::string_view>& after, bool none_common) {
  likely_cause best;
  const auto offer = [&](alike_codes found, std::string differ) {
    if (found.pairs > best.found.pairs) best = {found, std::move(differ)};
  };
  const auto both = [&](auto write) { return codes_alike(before, after, write, write); };
  offer(both(without_leading_zeros), "leading zeros");
  offer(both([](std::string_view code) { return lower(code); }), "upper and lower case");
  offer(both(without_unseen_blanks), "blanks or characters that are not seen");
  if (best.found.pairs == 0)
    offer(both([](std::string_view code) {
            return without_leading_zeros(lower(without_unseen_blanks(code)));
          }),
          "leading zeros, case and blanks");
  if (!none_common || best.found.pairs > 0) return best;
  std::string_view of_before = common_beginning(before);
  std::string_view of_after = common_beginning(after);
  // In A10, A11 and B10, B11 what differs is A and B.
  while (!of_before.empty() && !of_after.empty() && of_before.back() == of_after.back()) {
    of_before.remove_suffix(1);
    of_after.remove_suffix(1);
  }
  if (of_before.empty() && of_after.empty()) return best;
  const auto rest_behind = [](std::string_view beginning) {
    return
        [beginning](std::string_view code) { return std::string(code.substr(beginning.size())); };
  };
  std::string differ = "what they begin with: ";
  differ += of_before.empty() ? "nothing" : in_quotes(of_before);
  differ += " before, ";
  differ += of_after.empty() ? "nothing" : in_quotes(of_after);
  differ += " after";
  offer(codes_alike(before, after, rest_behind(of_before), rest_behind(of_after)),
        std::move(differ));
  return best;
}

}  // namespace detail

position_changes compare_positions(const organisation& before, const organisation& after) {
  position_changes found;
  const unsigned compared =
      std::uint32_t{detail::attributes_told(before)} & detail::attributes_told(after);
  found.not_compared = static_cast<std::uint16_t>(
      (std::uint32_t{detail::attributes_told(before)} | detail::attributes_told(after)) &
      ~compared);
  detail::attribute_comparison compare(before, after, compared);
  const std::vector<row_index> there = detail::rows_in(before, after);
  std::vector<bool> met(after.size(), false);
  found.rows.reserve(std::max(before.size(), after.size()));
  const auto add = [&](const position_changes::row& row) {
    ++found.counts[static_cast<std::size_t>(row.what)];
    found.rows.push_back(row);
  };
  for (row_index was = 0; was < before.size(); ++was) {
    const row_index is = there[was];
    if (is == no_row) {
      add({was, no_row, position_change::only_before, 0});
      continue;
    }
    met[is] = true;
    const std::uint16_t differ = compare(was, is);
    add({was, is,
         differ == 0                            ? position_change::same
         : (differ & detail::superior_bit) != 0 ? position_change::moved
                                                : position_change::changed,
         differ});
  }
  for (row_index is = 0; is < after.size(); ++is)
    if (!met[is]) add({no_row, is, position_change::only_after, 0});
  return found;
}

position_change_summary summarise_changes(const position_changes& changes,
                                          const organisation& before, const organisation& after,
                                          std::size_t most) {
  position_change_summary found;
  found.counts = changes.counts;
  for (const position_changes::row& row : changes.rows) {
    if (row.attributes == detail::holder_bit) ++found.only_holders;
    std::vector<std::string>& first = found.first[static_cast<std::size_t>(row.what)];
    if (first.size() >= most) continue;
    const bool is_before = row.after == no_row;
    const organisation& org = is_before ? before : after;
    first.emplace_back(org.table().codes->texts[is_before ? row.before : row.after]);
  }
  for (std::size_t bit = 0; bit < detail::compared_attributes.size(); ++bit)
    if ((changes.not_compared >> bit & 1U) != 0)
      found.not_compared.push_back(detail::compared_attributes[bit]);
  return found;
}

result_table table_of(const position_changes& changes, const organisation& before,
                      const organisation& after) {
  using row = position_changes::row;
  const auto rows = std::make_shared<const std::vector<row>>(changes.rows);
  // A cell of the side that has the position; absent where it has not.
  const auto texts = [&](const organisation& org, row_index row::*side, auto text) {
    return text_cells([rows, org, side, text](std::size_t i) {
      const row_index at = (*rows)[i].*side;
      return at == no_row ? std::string_view{} : text(org, at);
    });
  };
  const auto superior = [](const organisation& org, row_index at) {
    return org.declared_superior(org.position_at(at));
  };
  const auto rank = [](const organisation& org, row_index at) { return (*org.table().ranks)[at]; };
  const auto layer = [&](const organisation& org, row_index row::*side) {
    const auto by_id = layers(org.command());
    count_cells cells;
    cells.reserve(rows->size());
    for (const row& each : *rows) {
      const row_index at = each.*side;
      const position_id p = at == no_row ? no_position : org.position_at(at);
      cells.push_back(p < by_id.size() ? by_id[p] : absent_count);
    }
    return cells;
  };
  const auto seats = [&](const organisation& org, row_index row::*side) {
    number_cells cells;
    cells.reserve(rows->size());
    for (const row& each : *rows)
      cells.push_back(each.*side == no_row ? std::numeric_limits<double>::quiet_NaN()
                                           : org.table().seats->value_or(each.*side, 1.0));
    return cells;
  };
  const auto either = [&](auto text) {
    return text_cells([rows, before, after, text](std::size_t i) {
      const row& at = (*rows)[i];
      return at.after == no_row ? text(before, at.before) : text(after, at.after);
    });
  };
  result_table table{rows->size(), {}};
  table.add("code", either([](const organisation& org, row_index at) {
              return org.table().codes->texts[at];
            }));
  table.add("what", text_cells([rows](std::size_t i) { return to_string((*rows)[i].what); }));
  table.add("title", either([](const organisation& org, row_index at) {
              return (*org.table().titles)[at];
            }));
  table.add("superior_before", texts(before, &row::before, superior));
  table.add("superior_after", texts(after, &row::after, superior));
  table.add("layer_before", layer(before, &row::before));
  table.add("layer_after", layer(after, &row::after));
  table.add("rank_before", texts(before, &row::before, rank));
  table.add("rank_after", texts(after, &row::after, rank));
  table.add("seats_before", seats(before, &row::before));
  table.add("seats_after", seats(after, &row::after));
  table.add("changed", text_cells([rows, text = std::string()](std::size_t i) mutable {
              text.clear();
              for (std::size_t bit = 0; bit < detail::compared_attributes.size(); ++bit) {
                if (((*rows)[i].attributes >> bit & 1U) == 0) continue;
                if (!text.empty()) text += ", ";
                text += detail::compared_attributes[bit];
              }
              return std::string_view(text);
            }));
  return table;
}

std::vector<finding> code_findings(const position_changes& changes, const organisation& before,
                                   const organisation& after) {
  std::vector<finding> found;
  const auto only_before = detail::codes_only(changes, position_change::only_before, before);
  const auto only_after = detail::codes_only(changes, position_change::only_after, after);
  if (only_before.empty() || only_after.empty()) return found;
  const bool none_common = only_before.size() == before.size() && only_after.size() == after.size();
  const detail::likely_cause cause = detail::cause_of(only_before, only_after, none_common);
  std::string alike;
  if (cause.found.pairs > 0)
    alike = detail::how_many(cause.found.pairs, "code") + " of each side " +
            (cause.found.pairs == 1 ? "differs" : "differ") + " only in " + cause.differ +
            ", such as " + detail::in_quotes(cause.found.before) + " and " +
            detail::in_quotes(cause.found.after);
  finding f;
  if (none_common) {
    f.rule = "no-common-code";
    f.level = severity::error;
    f.detail =
        "no code of the organisation before is in the one after, so that no position can be "
        "followed";
    f.action = "every position counts as gone or as new";
    f.detail += alike.empty() ? "; write the codes alike, or compare two states of one organisation"
                              : "; " + alike + ": write them alike";
  } else if (!alike.empty()) {
    f.rule = "similar-codes";
    f.level = severity::warning;
    f.detail = alike;
    f.action = "counted as different positions";
  }
  if (!f.rule.empty()) found.push_back(std::move(f));
  return found;
}

}  // namespace pangkas
