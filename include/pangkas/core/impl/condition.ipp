// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/condition.hpp>

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/condition_members.hpp>
#include <pangkas/core/impl/selector_text.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

bool condition::asks_nothing() const {
  return ranks.empty() && kinds.empty() && !layers && units.empty() && unit_contains.empty() &&
         title_contains.empty() && flags.empty() && codes.empty() && subtrees.empty() && !manager &&
         superior.empty() && none_of.empty() &&
         std::ranges::none_of(detail::measured_keys,
                              [&](const auto& key) { return !(this->*key.member).empty(); }) &&
         std::ranges::none_of(detail::truth_keys,
                              [&](const auto& key) { return (this->*key.member).has_value(); });
}

bool condition::asks_decisions() const {
  const auto asks = [](const condition& inner) { return inner.asks_decisions(); };
  return !decides.empty() || !passes.empty() || std::ranges::any_of(superior, asks) ||
         std::ranges::any_of(none_of, asks);
}

std::optional<value_range> parse_value_range(std::string_view text) {
  const auto number = [](std::string_view part) -> std::optional<double> {
    double value = 0;
    const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (fault != std::errc{} || end != part.data() + part.size() || !std::isfinite(value))
      return std::nullopt;
    return value;
  };
  const std::size_t dots = text.find("..");
  value_range range;
  if (dots == std::string_view::npos) {
    range.low = range.high = number(text);
    return range.low ? std::optional(range) : std::nullopt;
  }
  const std::string_view low = text.substr(0, dots);
  const std::string_view high = text.substr(dots + 2);
  if (low.empty() && high.empty()) return std::nullopt;
  if (!low.empty() && !(range.low = number(low))) return std::nullopt;
  if (!high.empty() && !(range.high = number(high))) return std::nullopt;
  if (range.low && range.high && *range.low > *range.high) return std::nullopt;
  return range;
}

std::string to_string(const value_range& range) {
  if (range.low && range.high && *range.low == *range.high)
    return detail::plain_number_text(*range.low);
  return (range.low ? detail::plain_number_text(*range.low) : std::string()) + ".." +
         (range.high ? detail::plain_number_text(*range.high) : std::string());
}

}  // namespace pangkas

namespace pangkas::inline v0_1::detail {

inline constexpr std::array<std::string_view, 23> condition_keys{
    "rank",          "kind",
    "layer",         "unit",
    "unit_contains", "title_contains",
    "flags",         "codes",
    "subtree",       "manager",
    "span",          "span_seats",
    "span_filled",   "depth_below",
    "subtree_size",  "subtree_seats",
    "seats",         "cost",
    "decides",       "passes",
    "one_to_one",    "same_rank_as_superior",
    "vacant"};

/// @brief Reads one `key=value|value` of a selector.
class selector_term {
 public:
  selector_term(std::string_view selector, std::string_view term) : selector_(selector) {
    const std::size_t equals = term.find('=');
    key_ = "codes";  // a list of codes needs no key
    if (equals != std::string_view::npos) {
      key_ = lower(cut_selector(term.substr(0, equals), '=', false).front());
      written_ = key_;
      term.remove_prefix(equals + 1);
    }
    values_ = cut_selector(term, '|', false);
    if (std::ranges::find(values_, std::string{}) != values_.end() && key_ != "unit" &&
        !key_.ends_with(".unit"))
      fail(in_quotes(key_) + " has an empty value");
  }

  void read_into(condition& outer) {
    condition& when = innermost(outer);
    if (key_ == "rank") return append(when.ranks);
    if (key_ == "unit") return append(when.units);
    if (key_ == "unit_contains") return append(when.unit_contains);
    if (key_ == "title_contains") return append(when.title_contains);
    if (key_ == "flags") return append(when.flags);
    if (key_ == "codes") return append(when.codes);
    if (key_ == "subtree") return append(when.subtrees);
    if (key_ == "kind") return read_kinds(when);
    if (key_ == "layer") return read_layers(when);
    if (key_ == "manager") return read_truth(when.manager);
    for (const auto& measured : measured_keys)
      if (key_ == measured.name) return read_ranges(when.*measured.member);
    for (const auto& truth : truth_keys)
      if (key_ == truth.name) return read_truth(when.*truth.member);
    fail(in_quotes(key_) + " is no key" + did_you_mean(key_, condition_keys));
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw input_error("the selector " + in_quotes(selector_) + " cannot be read: " + what +
                      "; write codes as in 01|02, all, or terms as in kind=executing; rank=III|IV");
  }
  void append(std::vector<std::string>& list) const {
    once(list.empty());
    list = values_;
  }
  void once(bool is_first) const {
    if (!is_first) fail("\"" + written_ + "\" is there twice");
  }
  /// The condition that a key with `superior.` or `not.` before it is of.
  condition& innermost(condition& outer) {
    condition* when = &outer;
    for (;;) {
      std::vector<condition>* inner = nullptr;
      for (const auto& [prefix, member] :
           {std::pair(std::string_view("superior."), &condition::superior),
            std::pair(std::string_view("not."), &condition::none_of)})
        if (key_.starts_with(prefix)) {
          key_.erase(0, prefix.size());
          inner = &(when->*member);
          break;
        }
      if (inner == nullptr) return *when;
      if (inner->empty()) inner->emplace_back();
      when = &inner->front();
    }
  }
  void read_ranges(std::vector<value_range>& ranges) const {
    once(ranges.empty());
    for (const std::string& text : values_) {
      const auto range = parse_value_range(text);
      if (!range) fail(in_quotes(text) + " is no range; write one as in 5, 3..7, 8.. or ..2");
      ranges.push_back(*range);
    }
  }
  void read_kinds(condition& when) const {
    once(when.kinds.empty());
    for (const std::string& name : values_) {
      const auto kind = parse_position_kind(lower(name));
      if (!kind) fail(in_quotes(name) + " is no kind" + did_you_mean(lower(name), kind_names));
      when.kinds.push_back(*kind);
    }
  }
  void read_layers(condition& when) const {
    once(!when.layers && when.layer_ranges.empty());
    for (const std::string& text : values_) {
      if (const auto range = parse_value_range(text); range && text.find("..") != text.npos) {
        when.layer_ranges.push_back(*range);
        continue;
      }
      if (!when.layers) when.layers.emplace();
      std::size_t layer = 0;
      const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), layer);
      if (fault != std::errc{} || end != text.data() + text.size() || layer == 0)
        fail(in_quotes(text) + " is no layer; the root is layer 1");
      when.layers->push_back(layer);
    }
  }
  void read_truth(std::optional<bool>& member) const {
    once(!member);
    const std::string answer = lower(values_.front());
    const bool yes = answer == "yes" || answer == "ya" || answer == "true" || answer == "1";
    const bool no = answer == "no" || answer == "tidak" || answer == "false" || answer == "0";
    if (values_.size() != 1 || (!yes && !no)) fail("\"" + written_ + "\" must be yes or no");
    member = yes;
  }

  std::string_view selector_;
  std::string key_;
  std::string written_ = "codes";  ///< with what stands before it
  std::vector<std::string> values_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

condition parse_condition(std::string_view text) {
  condition when;
  const std::vector<std::string> terms = detail::cut_selector(text, ';', true);
  if (terms.size() == 1 && detail::lower(terms.front()) == "all") return when;
  // Nothing at all is rather a slip than a wish for everybody.
  if (std::ranges::all_of(terms, &std::string::empty))
    throw input_error("the selector " + detail::in_quotes(text) +
                      " is empty; write all for every position");
  for (const std::string& term : terms)
    if (!term.empty()) detail::selector_term(text, term).read_into(when);
  if (when.asks_decisions())
    throw input_error("the selector " + detail::in_quotes(text) +
                      " asks what a position decides or passes; that depends on who raises and "
                      "decides matters, which selectors say, so only a policy may ask for it");
  return when;
}

}  // namespace pangkas

namespace pangkas::inline v0_1::detail {

inline void write_terms(const condition& when, const std::string& before, std::string& text) {
  const auto term = [&](std::string_view key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    if (!text.empty()) text += "; ";
    text.append(before).append(key).append("=");
    for (std::size_t i = 0; i < values.size(); ++i)
      text += (i == 0 ? "" : "|") + detail::escape_selector(values[i]);
  };
  std::vector<std::string> kinds;
  for (position_kind kind : when.kinds) kinds.emplace_back(to_string(kind));
  std::vector<std::string> layers;
  if (when.layers)
    for (std::size_t layer : *when.layers) layers.push_back(std::to_string(layer));
  const bool is_open = when.layers && layers.empty();
  for (const value_range& range : when.layer_ranges) {
    // A range of one layer is one that was written as a range.
    std::string written = to_string(range);
    layers.push_back(written.find("..") == std::string::npos ? written + ".." + written : written);
  }
  term("rank", when.ranks);
  term("kind", kinds);
  term("layer", is_open ? std::vector<std::string>{{}} : layers);
  term("unit", when.units);
  term("unit_contains", when.unit_contains);
  term("title_contains", when.title_contains);
  term("flags", when.flags);
  term("codes", when.codes);
  term("subtree", when.subtrees);
  if (when.manager) term("manager", {*when.manager ? "yes" : "no"});
  for (const auto& measured : measured_keys) {
    if (measured.member == &condition::layer_ranges) continue;
    std::vector<std::string> ranges;
    for (const value_range& range : when.*measured.member) ranges.push_back(to_string(range));
    term(measured.name, ranges);
  }
  for (const auto& truth : truth_keys)
    if (when.*truth.member) term(truth.name, {*(when.*truth.member) ? "yes" : "no"});
  for (const condition& inner : when.superior) write_terms(inner, before + "superior.", text);
  for (const condition& inner : when.none_of) write_terms(inner, before + "not.", text);
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::string to_string(const condition& when) {
  std::string text;
  detail::write_terms(when, {}, text);
  return text.empty() ? "all" : text;
}

}  // namespace pangkas
