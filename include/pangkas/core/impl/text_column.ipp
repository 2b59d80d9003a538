// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/text_column.hpp>

#include <pangkas/core/impl/text_hash.hpp>
#include <pangkas/graph/impl/large_pages.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

std::string_view text_column::operator[](std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
  return {characters_.data() + begin, ends_[i] - begin};
}

void text_column::push_back(std::string_view text) {
  detail::grow_large(characters_, text.size());
  characters_.append(text);
  detail::grow_large(ends_, 1);
  ends_.push_back(characters_.size());
}

void text_column::prefetch_text(std::size_t i) const noexcept {
  __builtin_prefetch(characters_.data() + (i == 0 ? 0 : ends_[i - 1]));
  __builtin_prefetch(characters_.data() + ends_[i]);
}

std::optional<std::uint32_t> text_index::find(const text_column& texts, std::string_view text,
                                              std::uint32_t hash) const {
  if (slots_.empty()) return std::nullopt;
  for (std::size_t i = hash & mask(); slots_[i].place != empty; i = (i + 1) & mask())
    if (slots_[i].hash == hash && detail::same_text(texts[slots_[i].place], text))
      return slots_[i].place;
  return std::nullopt;
}

void text_index::find_all(const text_column& texts, std::span<const std::string_view> wanted,
                          std::span<std::uint32_t> found) const {
  std::array<std::uint32_t, group> hashes{};
  for (std::size_t at = 0; at < wanted.size(); at += group) {
    const std::size_t here = std::min(group, wanted.size() - at);
    for (std::size_t i = 0; i < here; ++i) {
      hashes[i] = hash_of(wanted[at + i]);
      prefetch(hashes[i]);
    }
    prefetch_texts(texts, std::span(hashes).first(here));
    for (std::size_t i = 0; i < here; ++i)
      found[at + i] = find(texts, wanted[at + i], hashes[i]).value_or(absent);
  }
}

void text_index::prefetch_texts(const text_column& texts,
                                std::span<const std::uint32_t> hashes) const {
  if (slots_.empty()) return;
  for (const std::uint32_t hash : hashes)
    if (const slot& s = slots_[hash & mask()]; s.place != empty && s.hash == hash)
      texts.prefetch_end(s.place);
  for (const std::uint32_t hash : hashes)
    if (const slot& s = slots_[hash & mask()]; s.place != empty && s.hash == hash)
      texts.prefetch_text(s.place);
}

std::uint32_t text_index::find_or_enter(text_column& texts, std::string_view text,
                                        std::uint32_t hash) {
  grow();
  std::size_t i = hash & mask();
  for (; slots_[i].place != empty; i = (i + 1) & mask())
    if (slots_[i].hash == hash && detail::same_text(texts[slots_[i].place], text))
      return slots_[i].place;
  const auto place = static_cast<std::uint32_t>(texts.size());
  texts.push_back(text);
  slots_[i] = {place, hash};
  ++entries_;
  return place;
}

void text_index::enter_last(const text_column& texts) {
  const std::uint32_t hash = hash_of(texts[texts.size() - 1]);
  grow();
  enter({static_cast<std::uint32_t>(texts.size() - 1), hash});
  ++entries_;
}

void text_index::grow() {
  if (3 * slots_.size() < 4 * (entries_ + 1)) resize(slots_.empty() ? 16 : 2 * slots_.size());
}

void text_index::enter(slot s) {
  std::size_t i = s.hash & mask();
  while (slots_[i].place != empty) i = (i + 1) & mask();
  slots_[i] = s;
}

void text_index::resize(std::size_t size) {
  std::vector<slot> old;
  detail::resize_large(old, size);
  old.swap(slots_);
  for (const slot& s : old)
    if (s.place != empty) enter(s);
}

std::size_t dictionary_column::bytes() const noexcept {
  return entries_.capacity() * sizeof entries_.front() + values_.bytes() + index_.bytes();
}

std::uint32_t dictionary_column::intern(std::string_view text) {
  // Files come sorted by unit and superior: most often it is the text of the row before.
  if (!entries_.empty() && detail::same_text(values_[entries_.back()], text))
    return entries_.back();
  return intern(text, text_index::hash_of(text));
}

void dictionary_column::append(std::span<const std::string_view> texts) {
  // A dictionary that is in the caches anyway gains nothing from fetching ahead.
  constexpr std::size_t near = 4096;
  if (texts.empty()) return;
  detail::grow_large(entries_, texts.size());
  // Most often a text is that of the row before.
  std::uint32_t entry = intern(texts[0]);
  std::string_view before = texts[0];
  std::array<std::uint32_t, text_index::group> hashes{};
  for (std::size_t at = 0; at < texts.size(); at += text_index::group) {
    const auto here = texts.subspan(at, std::min(text_index::group, texts.size() - at));
    const bool fetch_ahead = values_.size() >= near;
    if (fetch_ahead) fetch(here, before, hashes);
    std::size_t wanted = 0;
    for (const std::string_view text : here) {
      if (!detail::same_text(text, before)) {
        entry = intern(text, fetch_ahead ? hashes[wanted++] : text_index::hash_of(text));
        before = text;
      }
      entries_.push_back(entry);
    }
  }
}

void dictionary_column::fetch(std::span<const std::string_view> texts, std::string_view before,
                              std::array<std::uint32_t, text_index::group>& hashes) const {
  std::size_t wanted = 0;
  for (const std::string_view text : texts) {
    if (detail::same_text(text, before)) continue;
    hashes[wanted] = text_index::hash_of(text);
    index_.prefetch(hashes[wanted++]);
    before = text;
  }
  index_.prefetch_texts(values_, std::span(hashes).first(wanted));
}

}  // namespace pangkas
