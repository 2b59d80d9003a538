// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/sha256.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <utility>

using pangkas::sha256_hex;

// The three messages are those of the examples published with FIPS 180-4 and its predecessor FIPS
// 180-2; the empty one is in the NIST Cryptographic Algorithm Validation Program's vectors.
TEST_CASE("sha256_hex reproduces the published examples", "[io][sha256]") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256_hash takes a message in pieces", "[io][sha256]") {
  pangkas::sha256_hash pieces;
  for (const std::string_view piece :
       {"abcdbcdecdef", "", "defgefghfghighij", "hijkijkljklmklmnlmnomnopnopq"})
    pieces.add(piece);
  pangkas::sha256_hash moved = std::move(pieces);
  CHECK(moved.hex() == sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
}

TEST_CASE("sha256_hex takes NUL bytes as part of the message", "[io][sha256]") {
  using namespace std::string_view_literals;
  CHECK(sha256_hex("a\0b"sv) != sha256_hex("a"sv));
  // CAVP, SHA256ShortMsg, Len = 8 and the four zero bytes of the FIPS 180-4 additional vectors.
  CHECK(sha256_hex("\xd3"sv) == "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
  CHECK(sha256_hex("\0\0\0\0"sv) ==
        "df3f619804a92fdb4057192dc43dd748ea778adc52bc498ce80524c014b81119");
}
