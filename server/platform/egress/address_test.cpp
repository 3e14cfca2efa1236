#include "platform/egress/address.hpp"

#include <gtest/gtest.h>

namespace elan {
namespace {

TEST(Address, TellsInsideFromOutside) {
    for (const auto* address :
         {"127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "10.0.0.5", "172.16.0.1", "172.31.255.255",
          "192.168.1.1", "100.64.0.1", "fd12:3456::1", "::ffff:10.1.2.3", "64:ff9b::127.0.0.1", "64:ff9b::a00:1"})
        EXPECT_EQ(reach_of(std::string(address)), Reach::Inside) << address;
    for (const auto* address :
         {"1.1.1.1", "8.8.8.8", "172.15.255.255", "172.32.0.1", "11.0.0.1", "100.128.0.1", "192.169.0.1",
          "223.255.255.255", "2606:4700::1111", "2a01:e0a::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"})
        EXPECT_EQ(reach_of(std::string(address)), Reach::Public) << address;
}

TEST(Address, NeverReachesWhatNoBusinessHas) {
    for (const auto* address : {"169.254.169.254",
                                "::ffff:169.254.169.254",
                                "64:ff9b::a9fe:a9fe",
                                "fe80::1",
                                "fd00:ec2::254",
                                "100.100.100.200",
                                "0.0.0.0",
                                "0.1.2.3",
                                "::",
                                "224.0.0.1",
                                "255.255.255.255",
                                "240.0.0.1",
                                "ff02::1",
                                "192.0.2.1",
                                "198.18.0.1",
                                "203.0.113.9",
                                "2001:db8::1",
                                "2001::1",
                                "2002:7f00:1::",
                                "::127.0.0.1",
                                "64:ff9b:1::1",
                                "fec0::1",
                                "4000::1"})
        EXPECT_EQ(reach_of(std::string(address)), Reach::Never) << address;
    for (const auto* nothing : {"", "localhost", "127.1", "2130706433", "0x7f000001", "127.0.0.1 "})
        EXPECT_EQ(reach_of(std::string(nothing)), Reach::Never) << nothing;
}

}  // namespace
}  // namespace elan
