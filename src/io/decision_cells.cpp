// SPDX-License-Identifier: BSL-1.0
#include "decision_cells.hpp"

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/selector_text.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/text.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

/// A sentence about a whole cell, of which a part is wrong.
template <class Read>
auto of_cell(const char* what, std::string_view text, const char* advice, const Read& read) {
  try {
    return read();
  } catch (const input_error& e) {
    throw input_error("the " + std::string(what) + " " + in_quotes(text) +
                      " cannot be read: " + e.what() + "; write " + advice);
  }
}

[[nodiscard]] bool is_up(std::string_view text) {
  const std::string folded = fold(text);
  return folded == "up" || folded == "naik";
}

amount_band parse_band(std::string_view text, bool is_alone, const number_reader& number) {
  amount_band band;
  band.share = 1;
  std::string_view amounts = text;
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    band.share = parse_share(trim(text.substr(colon + 1)), number);
    amounts = text.substr(0, colon);
  } else if (!is_alone) {
    throw input_error(in_quotes(text) + " has no share");
  }
  amounts = trim(amounts);
  if (is_up(amounts)) {
    band.above_limits = true;
    return band;
  }
  const std::size_t dots = amounts.find("..");
  band.from = number(trim(amounts.substr(0, dots)));
  if (dots == std::string_view::npos) {
    band.to = band.from;
  } else if (const std::string_view last = trim(amounts.substr(dots + 2)); !last.empty()) {
    band.to = number(last);
    if (*band.to < band.from) throw input_error(in_quotes(amounts) + " ends below its beginning");
  }
  return band;
}

/// Whether a band may stand behind another: they have no amount but an edge in common.
[[nodiscard]] bool goes_on(const amount_band& before, const amount_band& next) {
  if (before.above_limits) return false;
  if (next.above_limits) return true;
  const auto is_point = [](const amount_band& band) { return band.to == band.from; };
  return before.to && *before.to <= next.from &&
         !(is_point(before) && is_point(next) && before.from == next.from);
}

}  // namespace

double number_in_part(std::string_view text, decimal_mark mark) {
  const auto number = parse_number(text, mark);
  if (!number || *number < 0)
    throw input_error(in_quotes(text) + (number ? " is negative" : " is no number"));
  return *number;
}

double parse_share(std::string_view text, const number_reader& number) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.remove_suffix(1);
  const double share = is_percent ? number(trim(text)) / 100 : number(trim(text));
  if (share > 1)
    throw input_error(in_quotes(text) +
                      " is more than the whole; a share is 0 to 100 %, or 0 to 1");
  return share;
}

std::optional<double> parse_budget_share(std::string_view text, const number_reader& number) {
  text = trim(text);
  const std::string all = lower(text);
  for (const std::string_view word : {"budget", "anggaran"}) {
    if (!all.ends_with(word)) continue;
    const std::string_view share = trim(text.substr(0, text.size() - word.size()));
    if (share.empty()) return 1.0;
    return of_cell("limit", text, "budget, or a share of it as in 5% budget",
                   [&] { return parse_share(share, number); });
  }
  return std::nullopt;
}

std::string budget_share_text(double share) {
  if (share == 1) return "budget";
  // Percents where they say the same number.
  const std::string percent = format_number(share * 100);
  const auto back = parse_number(percent, decimal_mark::point);
  return back && *back / 100 == share ? percent + "% budget" : format_number(share) + " budget";
}

std::vector<named_amount> parse_measures(std::string_view text, const number_reader& number) {
  return of_cell("measures", text, "names and numbers as in days=7|percent=25", [&] {
    std::vector<named_amount> measures;
    for (const std::string& term : cut_selector(text, '|', true)) {
      const std::vector<std::string> sides = cut_selector(term, '=', true);
      std::string name = cut_selector(sides.front(), '\0', false).front();
      if (sides.size() != 2 || name.empty())
        throw input_error(in_quotes(term) + " is no name and a number");
      if (std::ranges::find(measures, name, &named_amount::name) != measures.end())
        throw input_error(in_quotes(name) + " is there twice");
      measures.push_back({std::move(name), number(sides.back())});
    }
    return measures;
  });
}

std::vector<named_amount> parse_plain_measures(std::string_view text) {
  return parse_measures(
      text, [](std::string_view part) { return number_in_part(part, decimal_mark::point); });
}

std::string to_string(std::span<const named_amount> measures) {
  std::string text;
  for (const named_amount& m : measures)
    text +=
        (text.empty() ? "" : "|") + escape_selector(m.name, "|=\\") + "=" + format_number(m.value);
  return text;
}

bool is_bands(std::string_view text) {
  return text.find_first_of(":|") != std::string_view::npos ||
         text.find("..") != std::string_view::npos || is_up(text);
}

std::vector<amount_band> parse_bands(std::string_view text, const number_reader& number) {
  return of_cell(
      "amounts", text, "an amount, or from small to large as in 5000: 30% | 5000..: 65% | up: 5%",
      [&] {
        std::vector<amount_band> bands;
        const std::vector<std::string> parts = cut_selector(text, '|', false);
        for (const std::string& part : parts) {
          bands.push_back(parse_band(part, parts.size() == 1, number));
          if (bands.size() > 1 && !goes_on(bands[bands.size() - 2], bands.back()))
            throw input_error(in_quotes(part) + " does not go on above the one before it");
        }
        return bands;
      });
}

}  // namespace pangkas::detail
