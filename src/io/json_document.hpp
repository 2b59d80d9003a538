// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What the JSON documents of the project have in common: how they begin, and how they fail.
#pragma once

#include "json_values.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief A text that the parser reads byte by byte. Who is called by the parser may pass over some
/// of what follows, which the parser then never sees.
class document_text {
 public:
  explicit document_text(std::string_view text) : text_(text) {}

  /// @brief What has not been read.
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  /// @brief How much has been read or passed over.
  [[nodiscard]] std::size_t place() const { return at_; }
  /// @brief What stands from a place to where the parser is.
  [[nodiscard]] std::string_view from(std::size_t place) const {
    return text_.substr(place, at_ - place);
  }
  /// @brief Lets the parser read on @p bytes later.
  void pass_over(std::size_t bytes) {
    at_ += bytes;
    passed_over_ += bytes;
  }
  /// @brief The place in the text of the @p read-th byte that the parser read.
  [[nodiscard]] std::size_t place_of(std::size_t read) const { return read + passed_over_; }
  /// @brief The line of a place.
  [[nodiscard]] std::size_t line_of(std::size_t place) const {
    return 1 + static_cast<std::size_t>(std::ranges::count(text_.substr(0, place), '\n'));
  }

  /// @brief Reads on where any other one stopped, as std::istreambuf_iterator does.
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    iterator() = default;  ///< the end of any text
    explicit iterator(document_text& text) : text_(&text) {}
    char operator*() const { return text_->text_[text_->at_]; }
    iterator& operator++() {
      ++text_->at_;
      return *this;
    }
    friend bool operator==(const iterator& a, const iterator& b) {
      return a.at_end() == b.at_end();
    }

   private:
    [[nodiscard]] bool at_end() const {
      return text_ == nullptr || text_->at_ == text_->text_.size();
    }
    document_text* text_ = nullptr;
  };

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t passed_over_ = 0;
};

/// @brief A member that stands twice in one object, of which nobody can say which is meant.
struct repeated_member {
  std::string key;
  std::size_t place = 0;  ///< behind the second key
};

/// @brief Finds what member of an object stands twice, in the text that begins with its brace.
inline repeated_member find_repeated_member(std::string_view object) {
  using nlohmann::json;
  repeated_member found;
  std::set<std::string> keys;
  document_text text(object);
  const auto look = [&](int depth, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::key && depth == 1 && found.place == 0 &&
        !keys.insert(parsed.get<std::string>()).second)
      found = {parsed.get<std::string>(), text.place()};
    return depth == 0;
  };
  [[maybe_unused]] const json nothing =
      json::parse(document_text::iterator(text), document_text::iterator(), look, false);
  return found;
}

/// @brief Notices the objects in which a member stands twice, while a document is parsed: they have
/// fewer members than keys were read.
class member_counts {
 public:
  explicit member_counts(const document_text& text) : text_(text) {}

  /// @brief To be told of every event, before who may let go of what was parsed.
  /// @return Whether an object ends in which a member stands twice.
  bool see(int depth, nlohmann::json::parse_event_t event, const nlohmann::json& parsed) {
    using event_type = nlohmann::json::parse_event_t;
    const auto level = static_cast<std::size_t>(depth);
    switch (event) {
      case event_type::object_start:
      case event_type::array_start:
        open_.resize(level + 1);
        open_[level] = {text_.place() - 1};
        return false;
      case event_type::key:
        ++open_[level - 1].keys;
        return false;
      case event_type::object_end:
        return open_[level].keys != parsed.size() && !open_[level].lacks_member;
      default:
        return false;
    }
  }
  /// @brief The member that stands twice in the object that ends; reads the object again.
  [[nodiscard]] repeated_member repeated(int depth) const {
    const std::size_t begin = open_[static_cast<std::size_t>(depth)].place;
    repeated_member found = find_repeated_member(text_.from(begin));
    found.place += begin;
    return found;
  }
  /// @brief To be told of what is let go: it may be a member that is then missing.
  void let_go(int depth) {
    if (depth > 0) open_[static_cast<std::size_t>(depth) - 1].lacks_member = true;
  }

 private:
  struct opened {
    std::size_t place = 0;  ///< of its brace or bracket
    std::size_t keys = 0;
    bool lacks_member = false;
  };
  const document_text& text_;
  std::vector<opened> open_;
};

/// @brief Parses a document entry by entry.
/// @param take  Called as nlohmann's parser callback; false lets go of what was parsed. If it has a
///              member may_repeat(depth, find), that says whether an object in which a member stands
///              twice may be taken nevertheless; find() tells which. Without, it may not.
/// @return      What was not let go.
/// @throws input_error with the line of the fault.
template <class Take>
nlohmann::json parse_document(document_text& text, const std::string& file, Take& take) {
  using nlohmann::json;
  member_counts counts(text);
  const auto call = [&](int depth, json::parse_event_t event, json& parsed) {
    if (counts.see(depth, event, parsed)) {
      const auto find = [&] { return counts.repeated(depth); };
      bool may_be_taken = false;
      if constexpr (requires { take.may_repeat(depth, find); })
        may_be_taken = take.may_repeat(depth, find);
      if (!may_be_taken) {
        const repeated_member member = find();
        const std::size_t line = text.line_of(member.place);
        throw input_error(
            fmt::format("{}:{}: the member \"{}\" stands twice in one object; keep the "
                        "one that is meant",
                        file, line, echo(member.key)),
            file, line, member.key);
      }
    }
    const bool kept = take(depth, event, parsed);
    if (!kept) counts.let_go(depth);
    return kept;
  };
  try {
    return json::parse(document_text::iterator(text), document_text::iterator(), call);
  } catch (const json::parse_error& e) {
    // What the parser says holds its own error numbers; people need the place.
    const std::size_t place = text.place_of(e.byte);
    const std::size_t line = text.line_of(place);
    throw input_error(fmt::format("{} is no valid JSON: the fault is in line {}, at byte {}; the "
                                  "file may have been cut off or edited by hand",
                                  file, line, place),
                      file, line);
  } catch (const json::out_of_range&) {
    // The end of a number shows only behind it.
    const std::size_t line = text.line_of(text.place() - 1);
    throw input_error(
        fmt::format("{}: line {} holds a number that is too large to be read; correct it", file,
                    line),
        file, line);
  }
}

/// @brief Checks that a document is of this project, of a kind and of a version that is known.
/// @param kind      What stands under "pangkas".
/// @param in_words  The kind for people, e.g. "an organisation".
inline void check_document(const nlohmann::json& head, const std::string& file,
                           std::string_view kind, std::string_view in_words, int newest) {
  using nlohmann::json;
  if (!head.is_object() || head.value("pangkas", json()) != kind)
    throw input_error(fmt::format("{} is JSON, but not {} of Pangkas: it does not begin with "
                                  "\"pangkas\": \"{}\"",
                                  file, in_words, kind),
                      file);
  const auto version = whole_in<std::uint32_t>(head.value("version", json()), 1);
  if (!version)
    throw input_error(
        fmt::format("{}: \"version\" must be {}", file, to_string(whole_numbers<std::uint32_t>(1))),
        file, {}, "version");
  if (*version > static_cast<std::uint32_t>(newest))
    throw input_error(fmt::format("{} is of version {}, this program reads up to {}; use a newer "
                                  "Pangkas",
                                  file, *version, newest),
                      file, {}, "version");
}

}  // namespace pangkas::detail
