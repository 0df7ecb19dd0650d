#pragma once
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/stack.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/* OSSL_PARAM keeps the addresses of its keys, which Swift strings do not have. The point is 04 || x || y. */
static inline EVP_PKEY *sertipos_p256_public_key(const unsigned char *point, size_t count) {
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)SN_X9_62_prime256v1, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point, count),
        OSSL_PARAM_construct_end(),
    };
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    if (context == NULL || EVP_PKEY_fromdata_init(context) != 1
        || EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1) key = NULL;
    EVP_PKEY_CTX_free(context);
    return key;
}

/* X509_sign writes the algorithm into TBSCertificate as well, but only while signing; this sets it before, so
   that the octets to be signed can be known first. The object belongs to the certificate. */
static inline int sertipos_set_tbs_algorithm(X509 *certificate, int algorithm, int parameter) {
    X509_ALGOR *place = (X509_ALGOR *)X509_get0_tbs_sigalg(certificate);
    return X509_ALGOR_set0(place, OBJ_nid2obj(algorithm), parameter, NULL);
}

/* A password callback that has none: without it OpenSSL would ask on the terminal. */
static inline int sertipos_no_password(char *buffer, int size, int writing, void *context) {
    return -1;
}

/* One line, most general part first, UTF-8, control characters escaped. */
static inline int sertipos_print_name(BIO *out, const X509_NAME *name) {
    unsigned long text = ASN1_STRFLGS_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
    return X509_NAME_print_ex(out, name, 0, text | XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_FN_SN);
}
